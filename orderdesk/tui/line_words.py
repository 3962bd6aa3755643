"""The line to the exchange in words: a few for the title row of every screen, and a sentence for the post room."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from orderdesk.locale import _, ngettext
from orderdesk.tui.moments import clock_text, day_of, day_text

if TYPE_CHECKING:
    from orderdesk.desk.mail.line_state import LineState


def title_words(line: "LineState", today: date) -> str:
    """For the title row. What wants to be known first stands first; a mark says what no colour needs to."""
    done, of = line.receiving
    if of:
        return _("receiving {done} of {all}").format(done=done, all=of)
    match line.standing:
        case "offline":
            words = _("! offline since {time}").format(time=moment_words(line.since, today))
        case "turned_away":
            words = _("! not let in")
        case _:
            words = _("in touch")
    if line.waiting:
        return f"{words} · {_to_send(line.waiting)}"
    if line.standing == "in_touch":
        if line.handed_over:
            return f"{words} · {_without_receipt(line.handed_over)}"
        return _("in touch {time}").format(time=moment_words(line.last, today))
    return words


def whole_words(line: "LineState", today: date) -> str:
    """For the post room: how it is, since when, why, and what happens next."""
    done, of = line.receiving
    if of:
        return _("Receiving {done} of {all}; what is written meanwhile goes out at once.").format(done=done, all=of)
    parts = [_standing(line, today)]
    if line.waiting:
        parts.append(_to_send(line.waiting))
    if line.handed_over:
        parts.append(_without_receipt(line.handed_over))
    if line.standing == "in_touch" and line.taken:
        parts.append(ngettext("{count} came in", "{count} came in", line.taken).format(count=line.taken))
    if line.next_try is not None:
        tried = ngettext("tried {count} time", "tried {count} times", line.failures).format(count=line.failures)
        parts.append(_("{tried}, next at {time}").format(tried=tried, time=_to_the_second(line.next_try)))
    if line.trouble:
        parts.append(f"! {line.trouble}")
    return " · ".join(parts)


def moment_words(instant: str, today: date) -> str:
    """The time of day, with the day where that is not today. "?" where nobody knows."""
    if not instant:
        return "?"
    moment = datetime.fromisoformat(instant)
    return clock_text(moment) if day_of(instant) == today else f"{day_text(instant, today)} {clock_text(moment)}"


def _standing(line: "LineState", today: date) -> str:
    if line.standing == "in_touch":
        return _("in touch, last at {time}").format(time=moment_words(line.last, today))
    if line.standing == "turned_away":
        words = _("not let in since {time}").format(time=moment_words(line.since, today))
    else:
        words = _("offline since {time}").format(time=moment_words(line.since, today))
    return f"{words} · " + (
        _("last in touch {time}").format(time=moment_words(line.last, today)) if line.last else _("not in touch before")
    )


def _to_send(count: int) -> str:
    return ngettext("{count} to send", "{count} to send", count).format(count=count)


def _without_receipt(count: int) -> str:
    return ngettext("{count} without receipt", "{count} without receipt", count).format(count=count)


def _to_the_second(moment: datetime) -> str:
    return f"{clock_text(moment)}:{moment.second:02}"
