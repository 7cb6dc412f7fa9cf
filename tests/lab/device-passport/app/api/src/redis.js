// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';
const net = require('net');

// One command to a Redis server over a connection of its own; resolves with the first line of the answer.
module.exports = (url, ...words) =>
    new Promise((resolve, reject) => {
        const { hostname, port, password } = new URL(url);
        const wire = (list) => `*${list.length}\r\n` + list.map((w) => `$${Buffer.byteLength(w)}\r\n${w}\r\n`).join('');
        const socket = net.connect({ host: hostname, port: Number(port || 6379) });
        let said = '';
        socket.setTimeout(2000, () => socket.destroy(new Error('redis does not answer')));
        socket.on('error', reject);
        const login = password ? [['AUTH', decodeURIComponent(password)]] : [];
        socket.on('connect', () => socket.write([...login, words].map(wire).join('')));
        socket.on('data', (bytes) => {
            said += bytes;
            const lines = said.split('\r\n');
            const refused = lines.slice(0, -1).find((line) => line.startsWith('-'));
            if (refused) socket.destroy(new Error(refused.slice(1)));
            else if (lines.length > login.length + 1) {
                resolve(lines[login.length].slice(1));
                socket.end();
            }
        });
        socket.on('end', () => reject(new Error('redis ended the connection')));
    });
