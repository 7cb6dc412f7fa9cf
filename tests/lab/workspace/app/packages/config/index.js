// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';
const number = (name, otherwise) => Number(process.env[name] || otherwise);
module.exports = {
    port: number('PORT', 3000),
    database: { connectionString: process.env.DATABASE_URL, max: number('DATABASE_POOL_SIZE', 10), connectionTimeoutMillis: 2000 },
    rateLimit: { requests: number('RATE_LIMIT_MAX', 100), windowMs: number('RATE_LIMIT_WINDOW_MS', 15 * 60000) },
    bodyLimit: number('BODY_LIMIT_BYTES', 10 * 1048576),
    shutdownMs: 30000,
    origin: process.env.CORS_ORIGIN || process.env.FRONTEND_URL,
};
