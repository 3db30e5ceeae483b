"""Writer: finished pages as a PDF file, with its text operators, embedded fonts and images."""
