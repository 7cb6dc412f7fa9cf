SELECT id, plate, make, model, model_year, odometer_km, rate_per_hour, status
FROM vehicles
ORDER BY id
LIMIT %(limit)s
