// SPDX-License-Identifier: GPL-3.0-or-later
fetch('http://127.0.0.1:3000/healthz').then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1));
