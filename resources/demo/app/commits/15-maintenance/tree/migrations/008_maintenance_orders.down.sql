DROP TABLE maintenance_orders;
