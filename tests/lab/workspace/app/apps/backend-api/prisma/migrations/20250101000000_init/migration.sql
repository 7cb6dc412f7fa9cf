-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE users (id serial PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE documents (id serial PRIMARY KEY, title text NOT NULL, words integer, at timestamptz NOT NULL DEFAULT now());
CREATE TABLE jobs (
    id serial PRIMARY KEY,
    kind text NOT NULL,
    document integer REFERENCES documents,
    state text NOT NULL DEFAULT 'waiting',
    attempts integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz
);
INSERT INTO users (email) SELECT 'user' || n || '@workspace.example.com' FROM generate_series(1, 120) AS n;
INSERT INTO documents (title, words) SELECT 'Document ' || n, n FROM generate_series(1, 300) AS n;
