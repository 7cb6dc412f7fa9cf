// SPDX-License-Identifier: GPL-3.0-or-later
// registry.js FOLDER ADDRESS PORT: an npm registry of the packages in FOLDER (*.tgz), as far as `npm ci` asks for it.
'use strict';
const { execFileSync } = require('node:child_process');
const crypto = require('node:crypto');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');

const [folder, address, port] = process.argv.slice(2);
const documents = new Map();
for (const file of fs.readdirSync(folder).filter((name) => name.endsWith('.tgz'))) {
  const about = JSON.parse(execFileSync('tar', ['-xzOf', path.join(folder, file), 'package/package.json'], { encoding: 'utf8' }));
  const integrity = `sha512-${crypto.createHash('sha512').update(fs.readFileSync(path.join(folder, file))).digest('base64')}`;
  const document = documents.get(about.name) || { name: about.name, 'dist-tags': {}, versions: {} };
  document['dist-tags'].latest = about.version;
  document.versions[about.version] = { ...about, dist: { integrity, tarball: `http://registry.lab:${port}/-/${file}` } };
  documents.set(about.name, document);
}

http.createServer((request, response) => {
  const name = decodeURIComponent(new URL(request.url, 'http://registry.lab').pathname.slice(1));
  if (documents.has(name)) {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(documents.get(name)));
  } else if (name.startsWith('-/') && /^[A-Za-z0-9._-]+\.tgz$/.test(name.slice(2)) && fs.existsSync(path.join(folder, name.slice(2)))) {
    response.writeHead(200, { 'content-type': 'application/octet-stream' });
    fs.createReadStream(path.join(folder, name.slice(2))).pipe(response);
  } else {
    response.writeHead(404, { 'content-type': 'application/json' });
    response.end('{"error":"not found"}');
  }
}).listen(Number(port), address);
