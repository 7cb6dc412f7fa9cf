// SPDX-License-Identifier: GPL-3.0-or-later
// The interface as a console sees it: health, documents in PostgreSQL, jobs for the worker, and the limits of production.
'use strict';
const http = require('http');
const { Pool } = require('pg');
const config = require('../../../packages/config');
const { version } = require('../package.json');

const pool = new Pool(config.database);
pool.on('error', () => {}); // a server that was stopped; the next query says so
const commit = process.env.COMMIT || 'unknown';
let ending = false;

const ready = async () => {
    await pool.query('SELECT id FROM documents LIMIT 1');
    return { status: 'ready', database: 'ok' };
};

// Per address, except for health checks.
const seen = new Map();
function mayPass(request, response) {
    const address = (request.headers['x-forwarded-for'] || request.socket.remoteAddress).split(',')[0];
    const now = Date.now();
    const entry = seen.get(address) || { begun: now, count: 0 };
    if (now - entry.begun > config.rateLimit.windowMs) Object.assign(entry, { begun: now, count: 0 });
    entry.count += 1;
    seen.set(address, entry);
    response.setHeader('RateLimit-Limit', config.rateLimit.requests);
    response.setHeader('RateLimit-Remaining', Math.max(0, config.rateLimit.requests - entry.count));
    return entry.count <= config.rateLimit.requests;
}

function bodyOf(request) {
    return new Promise((resolve, reject) => {
        const parts = [];
        let size = 0;
        request.on('data', (part) => {
            size += part.length;
            if (size > config.bodyLimit) reject(Object.assign(new Error('request entity too large'), { status: 413 }));
            else parts.push(part);
        });
        request.on('end', () => resolve(Buffer.concat(parts).toString()));
        request.on('error', reject);
    });
}

const routes = {
    'GET /healthz': async () => [200, { status: 'ok', version, commit, uptime: Math.round(process.uptime()) }],
    'GET /readyz': async () => {
        try {
            return [200, ending ? { status: 'ending' } : await ready()];
        } catch (error) {
            return [503, { status: 'not ready', database: error.message }];
        }
    },
    'GET /api/documents': async () => [200, (await pool.query('SELECT * FROM documents ORDER BY id DESC LIMIT 20')).rows],
    'POST /api/documents': async (request) => {
        const { title } = JSON.parse(await bodyOf(request));
        const made = await pool.query(
            "WITH d AS (INSERT INTO documents (title) VALUES ($1) RETURNING id) INSERT INTO jobs (kind, document) SELECT 'count-words', id FROM d RETURNING document AS id, id AS job",
            [title],
        );
        return [201, made.rows[0]];
    },
    // Something that takes its time, as exports do.
    'GET /api/export': async (request) => {
        const seconds = Math.min(25, Number(new URL(request.url, 'http://localhost').searchParams.get('seconds') || 1));
        const found = await pool.query('SELECT count(*)::int AS documents FROM documents, pg_sleep($1)', [seconds]);
        return [200, found.rows[0]];
    },
};

const server = http.createServer(async (request, response) => {
    const name = `${request.method} ${request.url.split('?')[0]}`;
    const route = routes[name];
    let [status, body] = [404, { error: 'Not Found' }];
    response.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
    response.setHeader('X-Frame-Options', 'DENY');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (config.origin) response.setHeader('Access-Control-Allow-Origin', config.origin);
    try {
        if (!/^GET \/(healthz|readyz)$/.test(name) && !mayPass(request, response)) [status, body] = [429, { error: 'Too many requests' }];
        else if (route) [status, body] = await route(request);
    } catch (error) {
        [status, body] = [error.status || 500, { error: error.message }];
    }
    if (ending) response.setHeader('Connection', 'close');
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
});
server.listen(config.port, () => console.log(JSON.stringify({ level: 'info', message: `listening, version ${version} of ${commit}` })));

// Requests under way come to their end, for 30 seconds at most.
function end(signal) {
    ending = true;
    console.log(JSON.stringify({ level: 'info', message: `${signal}: waiting for requests under way` }));
    setTimeout(() => process.exit(1), config.shutdownMs).unref();
    server.close(() => pool.end().then(() => process.exit(0)));
    server.closeIdleConnections();
}
process.on('SIGTERM', () => end('SIGTERM'));
process.on('SIGINT', () => end('SIGINT'));
