"""Stand-in of OpenFactura (Haulmer), from its documentation. What is not known of the service is a switch."""
