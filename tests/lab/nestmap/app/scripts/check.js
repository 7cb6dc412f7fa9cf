// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';
const { connect, migrations, applied } = require('./db');

async function main() {
  const client = await connect();
  const done = await applied(client);
  await client.end();
  const missing = migrations().filter(({ name }) => !done.has(name)).map(({ name }) => name);
  if (missing.length) throw new Error(`not applied: ${missing.join(', ')}`);
  console.log(`${done.size} migrations are applied`);
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
