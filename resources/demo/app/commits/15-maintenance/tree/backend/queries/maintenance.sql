SELECT o.id, v.plate, o.reason, o.due_at, o.done_at
FROM maintenance_orders o
JOIN vehicles v ON v.id = o.vehicle_id
ORDER BY o.due_at, o.id
LIMIT %(limit)s
