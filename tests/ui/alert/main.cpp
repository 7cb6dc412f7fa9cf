// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/uimain.h"

PILOTHOUSE_UI_TEST_MAIN
