-- SPDX-License-Identifier: GPL-3.0-or-later
-- Rows of a rental that opened 400 days ago. Every value follows from its number, so two fleets made on the same day
-- hold the same rows. Variables: users, vehicles, bookings (how many), role (the owner of the tables).
SET LOCAL ROLE :role;

-- spread(n, salt): a number from 0 to 2^31-1 that looks random and is always the same.
CREATE FUNCTION pg_temp.spread(n bigint, salt text) RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT ('x' || substr(md5(salt || n), 1, 8))::bit(32)::bigint & 2147483647 $$;
CREATE FUNCTION pg_temp.pick(n bigint, salt text, choices text[]) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT choices[1 + pg_temp.spread(n, salt) % array_length(choices, 1)] $$;

CREATE TEMPORARY TABLE opened ON COMMIT DROP AS
SELECT date_trunc('day', now()) - interval '400 days' AS at, 400 * 86400 AS seconds;

INSERT INTO users (id, email, full_name, role, verified_at, created_at)
SELECT n, 'user' || n || '@example.com', first || ' ' || last,
       CASE WHEN n % 7 = 0 THEN 'owner' WHEN n % 250 = 1 THEN 'support' ELSE 'renter' END,
       CASE WHEN n % 11 <> 0 THEN joined + interval '1 hour' * (1 + n % 40) END, joined
FROM (
    SELECT n,
           pg_temp.pick(n, 'first', ARRAY['Ada', 'Bilal', 'Chiara', 'Daniel', 'Elif', 'Femi', 'Greta', 'Hana', 'Ivo',
               'Jonas', 'Kemal', 'Lucía', 'Mina', 'Noor', 'Oskar', 'Priya', 'Rosa', 'Sami', 'Tomás', 'Yara']) AS first,
           pg_temp.pick(n, 'last', ARRAY['Ahmad', 'Berg', 'Costa', 'Dietrich', 'Eriksen', 'Fontaine', 'García', 'Haddad',
               'Ito', 'Jansen', 'Kowalski', 'Lang', 'Moreau', 'Nowak', 'Okafor', 'Petrov', 'Rossi', 'Sørensen']) AS last,
           at + interval '1 second' * (seconds / (:users + 1) * n) AS joined
    FROM generate_series(1, :users) AS n, opened
) AS person;

INSERT INTO vehicles (id, plate, make, model, model_year, odometer_km, rate_per_hour, status, owner_id, created_at)
SELECT n, 'FP-' || chr((65 + n / 999 % 26)::int) || chr((65 + n * 7 % 26)::int) || ' ' || lpad((n % 999 + 1)::text, 3, '0'),
       split_part(kind, '|', 1), split_part(kind, '|', 2), 2016 + pg_temp.spread(n, 'year') % 10,
       2000 + pg_temp.spread(n, 'km') % 190000, split_part(kind, '|', 3)::numeric + n % 4 * 0.5,
       CASE WHEN n % 29 = 0 THEN 'workshop' WHEN n % 5 = 0 THEN 'rented' ELSE 'available' END,
       owner.id, greatest(owner.created_at, at + interval '1 second' * (seconds / (:vehicles + 1) * n))
FROM (
    SELECT n, pg_temp.pick(n, 'kind', ARRAY['Volkswagen|Golf|9', 'Volkswagen|ID.3|11', 'Toyota|Corolla|9', 'Toyota|Yaris|7.5',
               'Škoda|Octavia|9.5', 'Renault|Zoe|8', 'Ford|Transit|14', 'Mercedes-Benz|Sprinter|16', 'Hyundai|Kona|10',
               'Fiat|500|7', 'Tesla|Model 3|15', 'Opel|Corsa|7.5']) AS kind
    FROM generate_series(1, :vehicles) AS n
) AS car
CROSS JOIN opened
JOIN users AS owner ON owner.id = 7 * (1 + pg_temp.spread(n, 'owner') % (:users / 14));

INSERT INTO bookings (id, vehicle_id, user_id, starts_at, ends_at, status, created_at)
SELECT n, vehicle.id, renter.id, starts, starts + interval '1 hour' * (2 + pg_temp.spread(n, 'hours') % 70),
       CASE WHEN n % 13 = 0 THEN 'cancelled' WHEN starts > now() - interval '3 days' THEN 'confirmed' ELSE 'completed' END,
       asked
FROM (
    -- Busier towards the end: the square root thins out the beginning.
    SELECT n, at + interval '1 second' * floor(seconds * sqrt(n::float8 / (:bookings + 1))) AS asked
    FROM generate_series(1, :bookings) AS n, opened
) AS request
CROSS JOIN LATERAL (SELECT date_trunc('hour', asked) + interval '1 hour' * (6 + n % 60) AS starts) AS period
JOIN vehicles AS vehicle ON vehicle.id = 1 + pg_temp.spread(n, 'vehicle') % :vehicles
JOIN users AS renter ON renter.id = 1 + pg_temp.spread(n, 'renter') % :users
WHERE vehicle.created_at <= asked AND renter.created_at <= asked;

INSERT INTO payments (id, booking_id, amount, status, created_at)
SELECT b.id, b.id, v.rate_per_hour * (extract(epoch FROM b.ends_at - b.starts_at) / 3600)::numeric,
       CASE WHEN b.status = 'cancelled' THEN 'refunded' WHEN b.status = 'confirmed' THEN 'pending' ELSE 'captured' END,
       b.created_at + interval '90 seconds'
FROM bookings AS b
JOIN vehicles AS v ON v.id = b.vehicle_id;

INSERT INTO vehicle_inspections (vehicle_id, result, note, created_at)
SELECT id, CASE WHEN id % 31 = 0 THEN 'repair' ELSE 'passed' END, CASE WHEN id % 31 = 0 THEN 'brake pads' ELSE '' END,
       created_at + interval '1 day'
FROM vehicles
WHERE id % 3 = 0 AND created_at < now() - interval '2 days'
ORDER BY id;

-- The next row of each table follows the last one made here.
SELECT setval(pg_get_serial_sequence('users', 'id'), (SELECT max(id) FROM users)),
       setval(pg_get_serial_sequence('vehicles', 'id'), (SELECT max(id) FROM vehicles)),
       setval(pg_get_serial_sequence('bookings', 'id'), (SELECT max(id) FROM bookings)),
       setval(pg_get_serial_sequence('payments', 'id'), (SELECT max(id) FROM payments));
