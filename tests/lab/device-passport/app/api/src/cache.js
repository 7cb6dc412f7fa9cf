// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';
const redis = require('./redis');
const address = new URL(process.env.REDIS_URL || 'redis://127.0.0.1:6379');
if (process.env.REDIS_PASSWORD) address.password = encodeURIComponent(process.env.REDIS_PASSWORD);
module.exports = (...words) => redis(address.href, ...words);
