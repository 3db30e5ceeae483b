"""Folio on one machine, for the demo, for tests and for developers: real servers, private folder, loopback only."""

import warnings

# platformdirs, which the PostgreSQL wheel uses for its sockets, warns on machines without a login session.
warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
