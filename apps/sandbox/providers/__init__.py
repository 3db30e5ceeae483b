"""Stand-ins of certified invoicing services: strict where the services are, wrong where a fault is enabled."""
