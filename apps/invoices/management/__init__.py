"""Commands of manage.py for issued documents."""
