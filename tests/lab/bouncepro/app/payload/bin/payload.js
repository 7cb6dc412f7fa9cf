#!/usr/bin/env node
// SPDX-License-Identifier: GPL-3.0-or-later
// `payload migrate` and `payload migrate:status`, with the table that Payload keeps them in. A migration is one transaction.
'use strict';
const fs = require('fs');
const path = require('path');
const { Client } = require('pg');

async function main(command) {
    const folder = path.join(process.cwd(), 'src/migrations');
    const names = fs.readdirSync(folder).filter((name) => name.endsWith('.sql')).sort().map((name) => name.slice(0, -4));
    const client = new Client({ connectionString: require(path.join(process.cwd(), 'src/database.js')), connectionTimeoutMillis: 30000 });
    await client.connect();
    try {
        await client.query('CREATE TABLE IF NOT EXISTS payload_migrations (id serial PRIMARY KEY, name text UNIQUE, batch int, created_at timestamptz DEFAULT now())');
        const { rows } = await client.query('SELECT name, batch FROM payload_migrations');
        const pending = names.filter((name) => !rows.some((row) => row.name === name));
        if (command === 'migrate:status') {
            for (const name of names) console.log(`${pending.includes(name) ? 'No ' : 'Yes'} ${name}`);
            return;
        }
        const batch = 1 + Math.max(0, ...rows.map((row) => row.batch));
        for (const name of pending) {
            console.log(`Migrating: ${name}`);
            await client.query('BEGIN');
            await client.query(fs.readFileSync(path.join(folder, `${name}.sql`), 'utf8'));
            await client.query('INSERT INTO payload_migrations (name, batch) VALUES ($1, $2)', [name, batch]);
            await client.query('COMMIT');
            console.log(`Migrated:  ${name}`);
        }
        console.log(pending.length ? 'Done.' : 'No migrations to run.');
    } finally {
        await client.end();
    }
}

const command = process.argv[2];
if (!['migrate', 'migrate:status'].includes(command)) {
    console.error(`payload: ${command} is not known here`);
    process.exit(2);
}
main(command).catch((error) => {
    console.error(error.message);
    process.exit(1);
});
