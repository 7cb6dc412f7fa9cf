CREATE INDEX bookings_vehicle_start ON bookings (vehicle_id, starts_at);
