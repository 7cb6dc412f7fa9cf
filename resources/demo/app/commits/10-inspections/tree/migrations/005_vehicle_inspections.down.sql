DROP TABLE vehicle_inspections;
