"""Development's values, which are public: production refuses the secrets among them."""

DEVELOPMENT = {
    "SECRET_KEY": "for development only; production refuses to start without one of its own",
    "TOKEN_ENCRYPTION_KEYS": "Zm9saW8tZGV2ZWxvcG1lbnQta2V5LW5vdC1zZWNyZXQ=",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
    "DATABASE_URL": "postgres://postgres@localhost:5432/folio",
    "REDIS_URL": "redis://localhost:6379/0",
    "EMAIL_URL": "consolemail://",
    "JUMPSELLER_CLIENT_ID": "folio-development",
    "JUMPSELLER_CLIENT_SECRET": "folio-development-secret",
    "JUMPSELLER_APP_CODE": "folio",
    "JUMPSELLER_API_URL": "http://127.0.0.1:8100/v1",
    "JUMPSELLER_ACCOUNTS_URL": "http://127.0.0.1:8100",
    "JUMPSELLER_ADMIN_ORIGINS": "http://127.0.0.1:8100,http://{store}.jumpseller.localhost:8100",
}
# From examples in this repository and in the manuals of PostgreSQL's images.
PASSWORDS = frozenset({"change-me", "changeme", "example", "folio", "password", "postgres", "secret"})
