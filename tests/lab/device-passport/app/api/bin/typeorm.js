#!/usr/bin/env node
// SPDX-License-Identifier: GPL-3.0-or-later
// `typeorm migration:run`, `migration:revert` and `migration:show`, with the table that TypeORM keeps them in. Each migration
// is one transaction; a revert takes back the newest one.
'use strict';
const fs = require('fs');
const path = require('path');
const { Client } = require('pg');

const folder = path.join(__dirname, '../src/migrations');
const known = fs.readdirSync(folder).filter((name) => name.endsWith('.js')).sort().map((file) => {
    const [, timestamp, title] = /^(\d+)-(.*)\.js$/.exec(file);
    return { timestamp, name: title + timestamp, ...require(path.join(folder, file)) };
});

async function inOne(client, statements) {
    await client.query('BEGIN');
    for (const [text, values] of statements) await client.query(text, values);
    await client.query('COMMIT');
}

async function main(command) {
    const client = new Client({ connectionString: process.env.DATABASE_URL, connectionTimeoutMillis: 30000 });
    await client.connect();
    try {
        await client.query('CREATE TABLE IF NOT EXISTS migrations (id serial PRIMARY KEY, timestamp bigint NOT NULL, name varchar NOT NULL)');
        const { rows } = await client.query('SELECT name FROM migrations ORDER BY id');
        const applied = rows.map((row) => row.name);
        const pending = known.filter((each) => !applied.includes(each.name));
        if (command === 'migration:show') {
            for (const each of known) console.log(`[${applied.includes(each.name) ? 'X' : ' '}] ${each.name}`);
        } else if (command === 'migration:run') {
            for (const each of pending) {
                await inOne(client, [...each.up.map((text) => [text]),
                    ['INSERT INTO migrations (timestamp, name) VALUES ($1, $2)', [each.timestamp, each.name]]]);
                console.log(`Migration ${each.name} has been executed successfully.`);
            }
            if (!pending.length) console.log('No migrations are pending');
        } else {
            const newest = applied.at(-1);
            const each = known.find(({ name }) => name === newest);
            if (!newest) return console.log('No migrations were found in the database. Nothing to revert!');
            if (!each) throw new Error(`No migration ${newest} was found in the source code. Make sure you have this migration in your codebase.`);
            await inOne(client, [...each.down.map((text) => [text]), ['DELETE FROM migrations WHERE name = $1', [newest]]]);
            console.log(`Migration ${newest} has been reverted successfully.`);
        }
    } finally {
        await client.end();
    }
}

const command = process.argv[2];
if (!['migration:run', 'migration:revert', 'migration:show'].includes(command)) {
    console.error(`typeorm: ${command} is not known here`);
    process.exit(2);
}
main(command).catch((error) => {
    console.error(error.message);
    process.exit(1);
});
