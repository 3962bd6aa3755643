"""Keys that no longer count: from when on, why, and which of a person's keys that concerns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

from orderdesk.documents.fields import instant_text
from orderdesk.errors import InputRefused, NotPossible
from orderdesk.locale import N_, _

Body = dict[str, Any]

OTHERS_MAY_HAVE: Final = ("lost", "compromised")
REASONS: Final[Mapping[str, str]] = {
    "lost": N_("the computer is lost or stolen"),
    "compromised": N_("somebody else may have the keys or the passphrase"),
    "left": N_("the person has left"),
    "replaced": N_("the keys were replaced, and nobody else has them"),
}
"""Why keys are revoked, as the directory has it, and an English msgid for each."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why keys no longer count, and from which instant on (ISO, UTC)."""

    reason: str
    since: str


def since_day(day: str, now: datetime) -> str:
    """The instant from which keys do not count, for a day in Denmark (ISO): its beginning; for no day, now. Raises
    NotPossible for a day that has not come."""
    if not day:
        return instant_text(now)
    moment = datetime.combine(date.fromisoformat(day), time(), ZoneInfo("Europe/Copenhagen"))
    if moment > now:
        raise NotPossible(_("That day has not come yet."), _("Nothing was changed."))
    return instant_text(moment)


def concerned(keys: Iterable[Body], reason: str) -> list[Body]:
    """Those of a person's keys that are to be revoked: all of them where others may have them, for an old key could
    sign for an old day; those in use otherwise."""
    return [key for key in keys if reason in OTHERS_MAY_HAVE or not key.get("until")]


def add(body: Body, keys: Iterable[Body], withdrawal: Withdrawal) -> None:
    """Put the revocations into the body of a directory; a key that was revoked earlier, or for as good a reason, stays
    as it is."""
    rows = list(body["revocations"])
    for key in keys:
        known = [row for row in rows if row["key"] == key["id"]]
        worse = withdrawal.reason in OTHERS_MAY_HAVE
        if any(row["at"] <= withdrawal.since and (row["reason"] in OTHERS_MAY_HAVE or not worse) for row in known):
            continue
        rows.append({"key": key["id"], "at": withdrawal.since, "reason": withdrawal.reason})
    body["revocations"] = rows


def asked_for(asked: Body, now: datetime) -> Withdrawal | None:
    """What a request says of the person's earlier keys. Raises InputRefused where it says it wrongly."""
    said = asked.get("earlier")
    if said is None:
        return None
    try:
        reason, since = said["reason"], datetime.fromisoformat(said["since"])
        if reason in REASONS and since.tzinfo is not None and since <= now and len(said) == 2:
            return Withdrawal(reason, instant_text(since))
    except (LookupError, TypeError, ValueError):
        pass
    raise InputRefused(
        "request", _("What the request says of the earlier keys cannot be read, or is of the future."),
        _("Nothing was changed. Have it made anew, and see that both clocks are right."),
    )  # fmt: skip
