// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

async function list(database) {
  const { rows } = await database.query('SELECT id, title, starts_on FROM trips ORDER BY id DESC LIMIT 20');
  return rows;
}

async function add(database, title) {
  const { rows } = await database.query(
    'INSERT INTO trips (user_id, organization_id, title, starts_on) VALUES (1, 1, $1, current_date + 30) RETURNING id',
    [title]);
  return rows[0];
}

// What the health answer needs of the database: the table that everything hangs on can be read.
async function probe(database) {
  await database.query('SELECT id FROM trips LIMIT 1');
}

module.exports = { list, add, probe };
