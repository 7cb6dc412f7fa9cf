// SPDX-License-Identifier: GPL-3.0-or-later
module.exports = {
  apps: [{
    name: 'nestmap',
    script: 'dist/index.js',
    instances: process.env.NESTMAP_INSTANCES || 'max',
    exec_mode: 'cluster',
    env: { NODE_ENV: 'development' },
    env_production: { NODE_ENV: 'production' },
    error_file: './logs/err.log',
    out_file: './logs/out.log',
    log_file: './logs/combined.log',
    time: true
  }]
};
