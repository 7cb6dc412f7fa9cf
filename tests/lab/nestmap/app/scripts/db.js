// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { Client } = require('pg');
const { readSettings } = require('../src/settings');

const folder = path.dirname(__dirname);

async function connect() {
  const client = new Client({ connectionString: readSettings(folder).DATABASE_URL, connectionTimeoutMillis: 5000 });
  await client.connect();
  return client;
}

function migrations() {
  return fs.readdirSync(path.join(folder, 'migrations')).filter((name) => name.endsWith('.sql')).sort()
    .map((name) => ({ name, sql: fs.readFileSync(path.join(folder, 'migrations', name), 'utf8') }));
}

async function applied(client) {
  await client.query('CREATE TABLE IF NOT EXISTS applied_migrations (name text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())');
  return new Set((await client.query('SELECT name FROM applied_migrations')).rows.map((row) => row.name));
}

module.exports = { connect, migrations, applied };
