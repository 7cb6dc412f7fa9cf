// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';
const { version } = require('./package.json');
const server = require('http').createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><title>Device Passport System</title><h1>Device Passport System ${version}</h1>\n`);
});
server.listen(Number(process.env.PORT || 8080));
process.on('SIGTERM', () => process.exit(0));
