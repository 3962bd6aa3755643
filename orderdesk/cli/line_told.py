"""The line to the exchange and what came and went by it, in sentences for a command."""

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from orderdesk.locale import _, ngettext

if TYPE_CHECKING:
    from orderdesk.desk.mail.line import Contact, Standing
    from orderdesk.desk.mail.post import Round

_DENMARK = ZoneInfo("Europe/Copenhagen")


def line_sentence(standing: "Standing", contact: "Contact", to_send: int) -> str:
    """How the line is: in touch, or since when not; and how much waits to go."""
    if standing == "in_touch":
        words = _("In touch with the exchange.")
    else:
        offline, turned_away = _("Offline since {time}."), _("Not let in since {time}.")
        words = (offline if standing == "offline" else turned_away).format(time=time_words(contact.since))
        if contact.last:
            words = f"{words} " + _("Last in touch {time}.").format(time=time_words(contact.last))
    if to_send:
        waits = ngettext("{count} waits to be sent.", "{count} wait to be sent.", to_send)
        words = f"{words} {waits.format(count=to_send)}"
    return words


def time_words(instant: str) -> str:
    """An instant as the time in Denmark, to the minute."""
    return datetime.fromisoformat(instant).astimezone(_DENMARK).strftime("%Y-%m-%d %H:%M") if instant else "?"


def came_and_went(done: "Round", kinds: list[str]) -> list[str]:
    """What a round did, in sentences; none where it did nothing. `kinds` are those of the documents that came."""
    came = [kind for kind in kinds if kind != "receipt"]
    receipts = len(kinds) - len(came)
    counts = (
        (done.handed_over, ngettext("{count} handed over.", "{count} handed over.", done.handed_over)),
        (len(came), ngettext("{count} document came.", "{count} documents came.", len(came))),
        (receipts, ngettext("{count} receipt came.", "{count} receipts came.", receipts)),
        (done.doubled, ngettext("{count} had come before.", "{count} had come before.", done.doubled)),
        (done.directories, ngettext("{count} directory is new.", "{count} directories are new.", done.directories)),
        (done.asked, ngettext("{count} missing document was asked for.", "{count} missing documents were asked for.",
                              done.asked)),
        (done.early, ngettext("{count} is left in the mailbox until it can be believed.",
                              "{count} are left in the mailbox until they can be believed.", done.early)),
    )  # fmt: skip
    return [words.format(count=count) for count, words in counts if count]
