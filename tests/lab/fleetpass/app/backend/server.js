// SPDX-License-Identifier: GPL-3.0-or-later
// FleetPass as a console sees it: health bodies, bookings in PostgreSQL, a counter in Redis.
'use strict';
const http = require('http');
const { Pool } = require('pg');
const redis = require('./redis');
const { version } = require('./package.json');

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 5, connectionTimeoutMillis: 2000 });
pool.on('error', () => {}); // a server that was stopped; the next query says so
const word = (promise) => promise.then(() => 'healthy', () => 'unhealthy');
const services = async () => {
    const [database, cache] = await Promise.all([word(pool.query('SELECT 1')), word(redis(process.env.REDIS_URL, 'PING'))]);
    return { database, redis: cache };
};

async function health() {
    const begun = Date.now();
    const parts = await services();
    const memory = process.memoryUsage();
    const good = Object.values(parts).every((part) => part === 'healthy');
    const megabytes = (bytes) => Math.round(bytes / 1048576);
    return [
        good ? 200 : 503,
        {
            status: good ? 'healthy' : 'unhealthy',
            timestamp: new Date().toISOString(),
            uptime: Math.round(process.uptime()),
            environment: process.env.NODE_ENV,
            version,
            services: parts,
            performance: {
                responseTime: Date.now() - begun,
                memory: {
                    used: megabytes(memory.heapUsed),
                    total: megabytes(memory.heapTotal),
                    percentage: Math.round((100 * memory.rss) / (1024 * 1048576)),
                },
            },
        },
    ];
}

const routes = {
    'GET /api/v1/health': health,
    'GET /api/v1/health/live': async () => [200, { status: 'ok' }],
    'GET /api/v1/health/ready': async () => {
        const good = Object.values(await services()).every((part) => part === 'healthy');
        return [good ? 200 : 503, { status: good ? 'ready' : 'not ready' }];
    },
    'GET /api/v1/bookings': async () => [200, (await pool.query('SELECT * FROM bookings ORDER BY id')).rows],
    'POST /api/v1/bookings': async () => {
        const count = await redis(process.env.REDIS_URL, 'INCR', 'bookings');
        const made = await pool.query('INSERT INTO bookings (vehicle) VALUES ($1) RETURNING id', [`Vehicle ${count}`]);
        return [201, made.rows[0]];
    },
};

const server = http.createServer(async (request, response) => {
    const route = routes[`${request.method} ${request.url.split('?')[0]}`];
    let [status, body] = [404, { message: 'Not Found' }];
    try {
        if (route) [status, body] = await route();
    } catch (error) {
        [status, body] = [500, { message: error.message }];
    }
    response.writeHead(status, { 'content-type': 'application/json', 'x-instance': process.env.HOSTNAME });
    response.end(JSON.stringify(body));
});
server.listen(3001, () => console.log(JSON.stringify({ level: 'info', message: `listening, version ${version}` })));
process.on('SIGTERM', () => server.close(() => process.exit(0)) && server.closeAllConnections());
