#!/usr/bin/env node
// SPDX-License-Identifier: GPL-3.0-or-later
// Copies src to dist, whole or not at all, and writes into it what it was built of.
'use strict';
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');

const { version } = JSON.parse(fs.readFileSync('package.json', 'utf8'));
const commit = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
fs.rmSync('dist.new', { recursive: true, force: true });
fs.cpSync('src', 'dist.new', { recursive: true });
fs.writeFileSync('dist.new/build.json', `${JSON.stringify({ version, commit })}\n`);
fs.rmSync('dist', { recursive: true, force: true });
fs.renameSync('dist.new', 'dist');
console.log(`built ${version} of ${commit.slice(0, 7)}`);
