"""What a hub's refusals mean to a person: what happened, what was kept, what to do. None names a mailbox."""

import ssl
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from orderdesk.errors import ExchangeUnavailable, NoRoom, NotAdmitted, NotPossible, OrderdeskError
from orderdesk.exchange.hub_answers import Refusal
from orderdesk.locale import N_, _

Texts = tuple[str, str]

_ADMISSION: Final[dict[str, Texts]] = {
    "key-unknown": (
        N_("The hub {hub} does not know this desk's key."),
        N_("Your administrator enters it with `orderdesk key admit`, and the directory is published."),
    ),
    "key-period": (
        N_("The hub {hub} says that this desk's key does not count now."),
        N_("Give your administrator the request of `orderdesk key request`, or wait until the new key is entered."),
    ),
    "key-revoked": (
        N_("The hub {hub} says that this desk's key has been revoked."),
        N_("Make new keys with `orderdesk key rotate`, and give your administrator the request."),
    ),
    "directory-expired": (
        N_("For the hub {hub} your organisation's directory has expired."),
        N_("Any change by an administrator renews it: `orderdesk key rotate` there, for one."),
    ),
    "not-registered": (
        N_("Your organisation is not registered at the hub {hub}."),
        N_("Read the words of its root key to those who run the hub; `orderdesk key show` has them."),
    ),
}
"""Refusals that say who the desk is to the hub, and not how the line is."""

_THIS_ONE: Final[dict[str, Texts]] = {
    "no-mailbox": (
        N_("The hub {hub} has no mailbox for the receiver yet."),
        N_("It goes as soon as their directory is there. Ask them to open their desk."),
    ),
    "full": (
        N_("As much waits for the receiver's organisation as the hub {hub} keeps."),
        N_("It goes as soon as they have fetched some. Ring them if it is urgent."),
    ),
    "too-large": (
        N_("The hub {hub} does not take a document of that size."),
        N_("Shorten the document or send it as several."),
    ),
}
"""Refusals about one envelope; the others can go."""

_NOT_NOW: Final[Texts] = (N_("The hub {hub} cannot do it just now."), N_("It is tried again by itself."))

_LINE: Final[dict[str, Texts]] = {
    "too-many-requests": (
        N_("This desk has asked the hub {hub} too often."), N_("It goes on by itself after some minutes."),
    ),
    "signature": (
        N_("The hub {hub} finds that the signature does not fit the request."),
        N_("It may know itself by another address: ask those who run it how it is to be written."),
    ),
    "unknown-version": (
        N_("The hub {hub} speaks another version than this program."),
        N_("Ask those who run it which version it needs."),
    ),
    "directory": (
        N_("The hub {hub} does not take your organisation's directory ({check})."),
        N_("Compare the words of the root key with those who run the hub; `orderdesk key show` has them."),
    ),
    "unavailable": _NOT_NOW,
    "disk-full": _NOT_NOW,
    "too-many-directories": _NOT_NOW,
}  # fmt: skip

_OTHERWISE: Final[Texts] = (
    N_("The hub {hub} did not do what was asked ({code})."),
    N_("Try again later; if it goes on, show this sentence to those who run the hub."),
)
_CLOCKS: Final = frozenset({"created", "expires"})


def refused(
    hub: str, refusal: Refusal, kept: str, made: datetime | None, retry_after: float = 0.0
) -> OrderdeskError:  # fmt: skip
    """The error for a refusal: NotAdmitted, NotPossible for this one envelope, else ExchangeUnavailable. `kept` is a
    sentence on what is safe, `made` the time that the request bore, `retry_after` the seconds that the hub asks for."""
    code = refusal.code
    if code in _CLOCKS and refusal.now is not None and made is not None:
        return _clocks_apart(hub, refusal.now, kept, made)
    later = partial(ExchangeUnavailable, retry_after=retry_after)
    this_one = partial(NoRoom, retry_after=retry_after) if code == "full" else NotPossible
    kinds: tuple[tuple[dict[str, Texts], Callable[[str, str], OrderdeskError]], ...] = (
        (_ADMISSION, partial(NotAdmitted, retry_after=retry_after)), (_THIS_ONE, this_one), (_LINE, later),
    )  # fmt: skip
    for texts, error in kinds:
        if code in texts:
            message, advice = (_(text).format(hub=hub, check=refusal.check) for text in texts[code])
            return error(_with(message, kept), advice)
    return later(_with(_(_OTHERWISE[0]).format(hub=hub, code=code), kept), _(_OTHERWISE[1]))


def no_key(hub: str, kept: str) -> NotAdmitted:
    """The error where there is nothing to sign with."""
    message = _("This desk has no key for the hub {hub}.").format(hub=hub)
    return NotAdmitted(_with(message, kept), _("Make new keys with `orderdesk key rotate`."))


def no_hub(hub: str, status: int, kept: str, retry_after: float = 0.0) -> ExchangeUnavailable:
    """The error for an answer that no hub gives: a proxy's, a sign-in page's, or a damaged one."""
    if status in (429, 502, 503, 504):
        return ExchangeUnavailable(_with(_(_NOT_NOW[0]).format(hub=hub), kept), _(_NOT_NOW[1]), retry_after)
    message = _("What answered at {hub} is not a hub, or the answer was damaged ({status}).")
    return ExchangeUnavailable(
        _with(message.format(hub=hub, status=status), kept),
        _("Check the address, and that the network asks for no sign-in."),
    )


def not_whole(hub: str, kept: str) -> ExchangeUnavailable:
    """The error for bytes that do not have the hash that they are named by."""
    message = _("What came from the hub {hub} is not what it is named by; it was damaged on its way or there.")
    return ExchangeUnavailable(
        _with(message.format(hub=hub), kept), _("Try again later; if it goes on, tell those who run the hub.")
    )


def unreachable(hub: str, error: BaseException, kept: str) -> ExchangeUnavailable:
    """The error for a line that did not come about or broke."""
    if _by_certificate(error):
        message = _("This machine does not trust the certificate of the hub {hub}.")
        advice = _("Nothing was sent. Ask those who run the hub; SSL_CERT_FILE names a file of further authorities.")
    else:
        message = _("The hub {hub} cannot be reached, or the line broke.")
        advice = _("Check the network; it is tried again by itself.")
    return ExchangeUnavailable(_with(message.format(hub=hub), kept), advice)


def _clocks_apart(hub: str, theirs: datetime, kept: str, ours: datetime) -> ExchangeUnavailable:
    seconds = (ours - theirs).total_seconds()
    minutes = max(1, round(abs(seconds) / 60))
    ahead = _("This machine's clock is {minutes} min ahead of the hub's, which says {time}.")
    behind = _("This machine's clock is {minutes} min behind the hub's, which says {time}.")
    text = ahead if seconds > 0 else behind
    shown = theirs.astimezone().strftime("%Y-%m-%d %H:%M")
    return ExchangeUnavailable(
        _with(text.format(minutes=minutes, time=shown), kept),
        _("Set the clock of this machine, or tell those who run {hub}.").format(hub=hub),
    )


def _with(message: str, kept: str) -> str:
    return f"{message} {_(kept)}" if kept else message


def _by_certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
