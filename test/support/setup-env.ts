process.env.TZ = 'America/Port-au-Prince'; // whatever depends on the machine's clock zone shows itself in tests
process.env.LOG_LEVEL = 'silent';
