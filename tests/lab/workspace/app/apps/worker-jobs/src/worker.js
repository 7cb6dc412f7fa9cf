// SPDX-License-Identifier: GPL-3.0-or-later
// Takes one job after the other from the table; several workers never take the same one.
'use strict';
const { Pool } = require('pg');
const config = require('../../../packages/config');
const { version } = require('../package.json');

const pool = new Pool({ ...config.database, max: 2 });
pool.on('error', () => {});
let ending = false;
let rest;
const pause = (ms) => new Promise((done) => { rest = done; setTimeout(done, ms); });
const log = (level, message) => console.log(JSON.stringify({ level, message }));

async function work(client, job) {
    const { rows } = await client.query('SELECT title FROM documents WHERE id = $1', [job.document]);
    await client.query('UPDATE documents SET words = $2 WHERE id = $1', [job.document, rows[0].title.split(/\s+/).length]);
}

async function one() {
    const client = await pool.connect();
    try {
        await client.query('BEGIN');
        const { rows } = await client.query("SELECT * FROM jobs WHERE state = 'waiting' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED");
        if (rows.length) {
            await work(client, rows[0]);
            await client.query("UPDATE jobs SET state = 'done', attempts = attempts + 1, finished_at = now() WHERE id = $1", [rows[0].id]);
        }
        await client.query('COMMIT');
        return rows.length > 0;
    } catch (error) {
        await client.query('ROLLBACK').catch(() => {});
        throw error;
    } finally {
        client.release();
    }
}

async function main() {
    log('info', `working, version ${version} of ${process.env.COMMIT || 'unknown'}`);
    while (!ending) {
        const did = await one().catch((error) => log('error', error.message));
        if (!did && !ending) await pause(500);
    }
    await pool.end();
}
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => { ending = true; if (rest) rest(); });
main();
