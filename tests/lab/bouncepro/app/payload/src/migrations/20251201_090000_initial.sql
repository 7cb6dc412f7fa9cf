-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE users (id serial PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE bookings (id serial PRIMARY KEY, castle text NOT NULL, at timestamptz NOT NULL DEFAULT now());
INSERT INTO users (email) SELECT 'user' || n || '@bouncepro.example.com' FROM generate_series(1, 80) AS n;
INSERT INTO bookings (castle) SELECT 'Castle ' || n FROM generate_series(1, 250) AS n;
