-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE users (id serial PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE bookings (id serial PRIMARY KEY, vehicle text NOT NULL, at timestamptz NOT NULL DEFAULT now());
INSERT INTO users (email) SELECT 'user' || n || '@fleetpass.example.com' FROM generate_series(1, 120) AS n;
INSERT INTO bookings (vehicle) SELECT 'Vehicle ' || n FROM generate_series(1, 300) AS n;
