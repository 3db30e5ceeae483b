"""Golden files: facts that renaming and moving must not change. `make golden` writes them, the tests compare them.

They contain what exists outside the code: the database, pending messages, URLs, codes in stored JSON, and documents. A
difference is a decision, so a commit that changes a file here explains it.
"""
