// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';
const { version } = require('../package.json');
const interfaceAt = process.env.NEXT_PUBLIC_API_BASE_URL || '/api';
const server = require('http').createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><title>Workspace</title><h1>Workspace ${version}</h1><p>${interfaceAt}</p>\n`);
});
server.listen(3000);
process.on('SIGTERM', () => server.close(() => process.exit(0)) && server.closeIdleConnections());
