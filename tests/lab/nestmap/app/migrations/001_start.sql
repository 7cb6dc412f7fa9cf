CREATE TABLE organizations (id serial PRIMARY KEY, name text NOT NULL);
CREATE TABLE users (id serial PRIMARY KEY, organization_id int NOT NULL REFERENCES organizations, email text NOT NULL UNIQUE);
CREATE TABLE trips (id serial PRIMARY KEY, user_id int NOT NULL REFERENCES users, organization_id int NOT NULL REFERENCES organizations,
    title text NOT NULL, starts_on date NOT NULL);
CREATE TABLE activities (id serial PRIMARY KEY, trip_id int NOT NULL REFERENCES trips, what text NOT NULL);
INSERT INTO organizations (name) VALUES ('Lab');
INSERT INTO users (organization_id, email) SELECT 1, 'user' || n || '@nestmap.lab' FROM generate_series(1, 50) n;
INSERT INTO trips (user_id, organization_id, title, starts_on) SELECT 1 + n % 50, 1, 'Trip ' || n, date '2026-01-01' + n FROM generate_series(1, 200) n;
INSERT INTO activities (trip_id, what) SELECT 1 + n % 200, 'Walk ' || n FROM generate_series(1, 1000) n;
