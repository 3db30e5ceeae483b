"""Export: documents as a CSV or XLSX table, and as an archive with the script that verifies it."""
