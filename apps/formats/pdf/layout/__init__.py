"""Layout: pages filled from top to bottom, styles, colours, the logo, the QR code, the structure for screen readers."""
