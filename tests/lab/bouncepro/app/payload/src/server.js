// SPDX-License-Identifier: GPL-3.0-or-later
// BouncePro's interface as a console sees it: three health bodies, and bookings of bouncy castles in PostgreSQL.
'use strict';
const http = require('http');
const { Pool } = require('pg');
const { version } = require('../package.json');

const pool = new Pool({ connectionString: require('./database'), max: 5, connectionTimeoutMillis: 4000 });
pool.on('error', () => {}); // a server that was stopped; the next query says so
const instance = process.env.HOSTNAME;
const now = () => new Date().toISOString();
const missing = () => ['DATABASE_URI', 'PAYLOAD_SECRET'].filter((name) => !process.env[name]);

async function database() {
    const begun = Date.now();
    await pool.query('SELECT 1');
    return Date.now() - begun;
}

const routes = {
    'GET /health': async () => {
        const { heapUsed, heapTotal, rss } = process.memoryUsage();
        const megabytes = (bytes) => Math.round(bytes / 1048576);
        const memory = { heapUsed: megabytes(heapUsed), heapTotal: megabytes(heapTotal), rss: megabytes(rss) };
        return [200, { status: 'ok', timestamp: now(), uptime: process.uptime(), version, memory }];
    },
    'GET /health/db': () =>
        database().then(
            (latency) => [200, { status: 'ok', database: 'connected', latency, timestamp: now() }],
            (error) => [503, { status: 'error', database: 'disconnected', error: error.message, timestamp: now() }],
        ),
    'GET /health/ready': async () => {
        const connected = await database().then(() => true, () => false);
        const checks = { database: connected ? 'ok' : 'error', environment: missing().length ? 'error' : 'ok' };
        const good = Object.values(checks).every((check) => check === 'ok');
        return [good ? 200 : 503, { status: good ? 'ready' : 'not ready', checks, version, timestamp: now() }];
    },
    'GET /bookings': async () => [200, (await pool.query('SELECT * FROM bookings ORDER BY id')).rows],
    'POST /bookings': async () => {
        const made = await pool.query("INSERT INTO bookings (castle) SELECT 'Castle ' || count(*) + 1 FROM bookings RETURNING id");
        return [201, made.rows[0]];
    },
};

const server = http.createServer(async (request, response) => {
    const route = routes[`${request.method} ${request.url.split('?')[0].replace(/^\/api(?=\/)/, '')}`];
    const begun = Date.now();
    let [status, body] = [404, { errors: [{ message: 'Not Found' }] }];
    try {
        if (route) [status, body] = await route();
    } catch (error) {
        [status, body] = [500, { errors: [{ message: error.message }] }];
    }
    response.writeHead(status, { 'content-type': 'application/json', 'x-instance': instance });
    response.end(JSON.stringify(body));
    if (!request.url.includes('/health'))
        console.log(JSON.stringify({ level: 'info', time: now(), msg: `${request.method} ${request.url}`, status, duration: Date.now() - begun }));
});
server.listen(3000, () => console.log(JSON.stringify({ level: 'info', time: now(), msg: `listening, version ${version}` })));
process.on('SIGTERM', () => server.close(() => process.exit(0)) && server.closeAllConnections());
