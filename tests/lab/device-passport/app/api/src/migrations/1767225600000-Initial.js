// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';
const { createHash } = require('crypto');
const password = createHash('sha256').update('first-login').digest('hex');
module.exports = {
    up: [
        'CREATE TABLE users (id serial PRIMARY KEY, email text NOT NULL UNIQUE, password text NOT NULL)',
        'CREATE TABLE devices (id serial PRIMARY KEY, code text NOT NULL UNIQUE, model text NOT NULL, at timestamptz NOT NULL DEFAULT now())',
        `INSERT INTO users (email, password) SELECT 'user' || n || '@devices.example.com', '${password}' FROM generate_series(1, 60) AS n`,
        "INSERT INTO devices (code, model) SELECT 'DP-' || 1000 + n, 'Model ' || n % 7 FROM generate_series(1, 150) AS n",
    ],
    down: ['DROP TABLE devices', 'DROP TABLE users'],
};
