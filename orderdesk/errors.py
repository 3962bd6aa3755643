"""What can go wrong, as a small tree: each error says what happened and what the person can do about it.

No message may hold a citizen's data: messages reach screens, logs and crash reports.
"""


class OrderdeskError(Exception):
    """Something a person should be told. `advice` is a sentence that says what to do; it may be empty."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()


class InputRefused(OrderdeskError):
    """Input from outside did not pass a check. `check` is the name of the check that failed."""

    def __init__(self, check: str, message: str, advice: str = "") -> None:
        super().__init__(message, advice)
        self.check = check


class NotPossible(OrderdeskError):
    """The action is not possible in the present state; the message says why."""


class NoRoom(NotPossible):
    """The exchange has no room for the receiver's organisation; others' documents can go. `retry_after` are the seconds
    for which it asked not to be tried again."""

    def __init__(self, message: str, advice: str = "", retry_after: float = 0.0) -> None:
        super().__init__(message, advice)
        self.retry_after = retry_after


class NotFound(OrderdeskError):
    """What was asked for is not on this desk."""


class DeskUnavailable(OrderdeskError):
    """The desk's folder cannot be opened or written: missing, locked, full, read-only, damaged."""


class WrongPassphrase(DeskUnavailable):
    """The passphrase does not open the desk. Says nothing else."""


class ExchangeUnavailable(OrderdeskError):
    """The exchange cannot be reached now. What was to be sent stays in the outbox. `retry_after` are the seconds for
    which it asked to be left alone; 0 where it asked for nothing."""

    def __init__(self, message: str, advice: str = "", retry_after: float = 0.0) -> None:
        super().__init__(message, advice)
        self.retry_after = retry_after


class NotAdmitted(ExchangeUnavailable):
    """The exchange is there and does not let this desk in: it does not know, or no longer, its key or organisation."""
