// SPDX-License-Identifier: GPL-3.0-or-later
// The pages: rendered here, with a count that the interface gives.
'use strict';
const { version } = require('./package.json');
const server = require('http').createServer(async (request, response) => {
    if (request.url === '/api/health') {
        response.writeHead(200, { 'content-type': 'application/json' });
        return response.end(JSON.stringify({ status: 'ok', version, uptime: process.uptime() }));
    }
    let bookings = 'no';
    try {
        bookings = (await (await fetch(`${process.env.PAYLOAD_URL}/api/bookings`, { signal: AbortSignal.timeout(3000) })).json()).length;
    } catch {} // the page is there without it
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><title>BouncePro</title><h1>BouncePro ${version}</h1><p>${bookings} bookings</p>\n`);
});
server.listen(3000);
process.on('SIGTERM', () => process.exit(0));
