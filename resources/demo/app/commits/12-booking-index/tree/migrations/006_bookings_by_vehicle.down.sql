DROP INDEX bookings_vehicle_start;
