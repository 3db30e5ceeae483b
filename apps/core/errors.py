"""Base class of Folio's errors. Each error is named for the fact and defined beside the code that raises it."""


class FolioError(Exception):
    """A fact that stops work. Its text tells a person what to do next; `code` is for machines.

    The text never contains a secret or personal data: it is logged and shown.
    """

    code = "error"
