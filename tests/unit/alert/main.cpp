// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/coremain.h"

PILOTHOUSE_CORE_TEST_MAIN
