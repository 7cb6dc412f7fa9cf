// SPDX-License-Identifier: GPL-3.0-or-later
// Settings come from .env beside the application; what is in the environment already wins.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

function readSettings(folder) {
  const settings = {};
  for (const line of fs.readFileSync(path.join(folder, '.env'), 'utf8').split('\n')) {
    const found = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line);
    if (found) settings[found[1]] = found[2].replace(/^"(.*)"$/, '$1');
  }
  for (const name of Object.keys(settings)) {
    if (process.env[name]) settings[name] = process.env[name];
  }
  return settings;
}

module.exports = { readSettings };
