// SPDX-License-Identifier: GPL-3.0-or-later
// The interface of Device Passport as a console sees it: its health, its documentation, a login, devices that are found by
// the code on them. Devices are in PostgreSQL, sessions and a count of scans in Redis.
'use strict';
const crypto = require('crypto');
const http = require('http');
const { Pool } = require('pg');
const cache = require('./cache');
const { version } = require('../package.json');

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10, connectionTimeoutMillis: 4000 });
pool.on('error', () => {}); // a server that was stopped; the next query says so
const word = (promise) => promise.then(() => 'connected', () => 'disconnected');
const hash = (text) => crypto.createHash('sha256').update(text).digest('hex');

const routes = [
    ['GET', /^\/api\/health$/, async () => {
        const [database, redis] = await Promise.all([word(pool.query('SELECT 1')), word(cache('PING'))]);
        const good = database === 'connected' && redis === 'connected';
        return [good ? 200 : 503, { status: good ? 'ok' : 'error', database, redis }];
    }],
    ['GET', /^\/api\/docs$/, async () => [200, `<!doctype html><title>Device Passport API ${version}</title>\n`]],
    ['POST', /^\/api\/v1\/auth\/login$/, async (_, body) => {
        const { email, password } = JSON.parse(body);
        const { rows } = await pool.query('SELECT id FROM users WHERE email = $1 AND password = $2', [email, hash(String(password))]);
        if (!rows.length) return [401, { statusCode: 401, message: 'Unauthorized' }];
        const token = crypto.randomBytes(24).toString('hex');
        await cache('SET', `session:${token}`, String(rows[0].id), 'EX', '900');
        return [200, { accessToken: token }];
    }],
    ['GET', /^\/api\/v1\/devices\/([A-Z0-9-]+)$/, async ([, code]) => {
        const { rows } = await pool.query('SELECT * FROM devices WHERE code = $1', [code]);
        if (!rows.length) return [404, { statusCode: 404, message: 'Not Found' }];
        await cache('INCR', `scans:${code}`);
        return [200, rows[0]];
    }],
    ['POST', /^\/api\/v1\/devices$/, async () => {
        const made = await pool.query("INSERT INTO devices (code, model) SELECT 'DP-' || 1001 + count(*), 'Model' FROM devices RETURNING code");
        return [201, made.rows[0]];
    }],
];

async function answer(request, body) {
    for (const [method, pattern, route] of routes) {
        const match = method === request.method && pattern.exec(request.url.split('?')[0]);
        if (match) return route(match, body);
    }
    return [404, { statusCode: 404, message: 'Not Found' }];
}

const server = http.createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    let [status, said] = [500, {}];
    try {
        [status, said] = await answer(request, body);
    } catch (error) {
        said = { statusCode: 500, message: error.message };
    }
    const page = typeof said === 'string';
    response.writeHead(status, { 'content-type': page ? 'text/html; charset=utf-8' : 'application/json', 'x-instance': process.env.HOSTNAME });
    response.end(page ? said : JSON.stringify(said));
});
server.listen(Number(process.env.PORT || 3000), () => console.log(JSON.stringify({ level: 'info', message: `listening, version ${version}` })));
process.on('SIGTERM', () => server.close(() => process.exit(0)) && server.closeAllConnections());
