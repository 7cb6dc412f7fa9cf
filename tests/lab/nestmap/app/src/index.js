// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';
const http = require('node:http');
const path = require('node:path');
const { Pool } = require('pg');
const built = require('./build.json');
const { readSettings } = require('./settings');
const trips = require('./trips');

const folder = path.dirname(__dirname);
const settings = readSettings(folder);
const database = new Pool({
  connectionString: settings.DATABASE_URL, max: 5, connectionTimeoutMillis: 2000, query_timeout: 3000
});
database.on('error', (error) => console.error(`database: ${error.message}`));

function answer(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function health(response) {
  const used = process.memoryUsage();
  const body = {
    status: 'healthy',
    uptime: Math.round(process.uptime()),
    memory: { used: Math.round(used.heapUsed / 1048576), total: Math.round(used.heapTotal / 1048576) },
    database: 'connected',
    timestamp: new Date().toISOString()
  };
  try {
    await trips.probe(database);
  } catch (error) {
    console.error(`health: ${error.message}`);
    body.status = 'unhealthy';
    body.database = 'disconnected';
  }
  answer(response, body.status === 'healthy' ? 200 : 503, body);
}

async function readBody(request) {
  let text = '';
  for await (const part of request) {
    text += part;
    if (text.length > 65536) throw new Error('too much');
  }
  return JSON.parse(text);
}

async function handle(request, response) {
  const where = new URL(request.url, 'http://localhost').pathname;
  if (where === '/api/health') return health(response);
  if (where === '/api/trips' && request.method === 'POST') {
    const { title } = await readBody(request);
    return answer(response, 201, await trips.add(database, String(title)));
  }
  if (where === '/api/trips') return answer(response, 200, await trips.list(database));
  if (where === '/') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    return response.end(`<!doctype html><title>NestMap</title><p>NestMap ${built.version}, built of ${built.commit}\n`);
  }
  return answer(response, 404, { error: 'not found' });
}

const server = http.createServer((request, response) => {
  handle(request, response).catch((error) => {
    console.error(`${request.method} ${request.url}: ${error.message}`);
    answer(response, 500, { error: 'internal' });
  });
});
server.listen(Number(settings.PORT), settings.HOST, () => {
  console.log(`nestmap ${built.version} worker ${process.env.NODE_APP_INSTANCE} on ${settings.HOST}:${settings.PORT}`);
});

// PM2 says SIGINT before it replaces a worker: finish what is under way, take nothing new.
process.on('SIGINT', () => {
  server.close(() => database.end().then(() => process.exit(0)));
  server.closeIdleConnections();
});
