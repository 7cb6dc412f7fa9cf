ALTER TABLE bookings DROP CONSTRAINT bookings_end_after_start;
