"""The root of Folio's errors. Each error is named for the fact and stands beside what raises it."""


class FolioError(Exception):
    """A fact that stops work. Its text is for a person and says what to do next; `code` is for machines.

    The text never holds a secret or personal data: it reaches logs and screens.
    """

    code = "error"
