// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';
const { connect, migrations, applied } = require('./db');

async function main() {
  const client = await connect();
  const done = await applied(client);
  for (const { name, sql } of migrations()) {
    if (done.has(name)) continue;
    await client.query('BEGIN');
    await client.query(sql);
    await client.query('INSERT INTO applied_migrations (name) VALUES ($1)', [name]);
    await client.query('COMMIT');
    console.log(`applied ${name}`);
  }
  await client.end();
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
