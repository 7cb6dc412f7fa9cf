// SPDX-License-Identifier: GPL-3.0-or-later
fetch(`http://127.0.0.1:${process.env.PORT || 3000}/api/docs`).then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1));
