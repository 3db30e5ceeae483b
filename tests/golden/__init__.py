"""What a change of names or places must leave alone, as files: `make golden` writes them, the tests compare them.

The files hold what the outside world keeps of Folio: the database, messages under way, addresses, codes in stored
JSON, and documents. A difference is a decision, so a commit that changes a file here says why.
"""
