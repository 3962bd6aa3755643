"""Where a desk's passphrase can come from besides its owner's fingers: the environment, or the system's keyring.

Without a keyring (a server, a container, a locked one) nothing fails: it is not available, and the person is asked.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

VARIABLE = "ORDERDESK_PASSPHRASE"
_SERVICE = "orderdesk"

SHORTEST = 8
"""Characters of a new passphrase. Argon2id makes each guess dear; what is shorter can be tried through all the same."""

AnswerT = TypeVar("AnswerT")


def in_environment(environment: Mapping[str, str]) -> str | None:
    """The passphrase that ORDERDESK_PASSPHRASE holds, if it is set and not empty."""
    return environment.get(VARIABLE) or None


def remembered(root: Path) -> str | None:
    """The passphrase that the keyring holds for the desk in `root`; None where there is none or no keyring."""
    import keyring

    return _asked(lambda: keyring.get_password(_SERVICE, _account(root)))


def remember(root: Path, passphrase: str) -> bool:
    """Put the passphrase in the keyring. False where that is not available: read back, for some keyrings take
    everything and keep nothing."""
    import keyring

    _asked(lambda: keyring.set_password(_SERVICE, _account(root), passphrase))
    return remembered(root) == passphrase


def forget(root: Path) -> bool:
    """Take the passphrase out of the keyring. True when it is not there any more."""
    import keyring

    _asked(lambda: keyring.delete_password(_SERVICE, _account(root)))
    return remembered(root) is None


def _account(root: Path) -> str:
    return str(root.resolve())


def _asked(question: Callable[[], AnswerT]) -> AnswerT | None:
    try:
        return question()
    except Exception:  # keyrings are plug-ins of others that raise what they like; none of it may stop a desk
        return None
