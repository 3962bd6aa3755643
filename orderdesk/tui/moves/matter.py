"""What an action is an answer to, above its form: the request to end, the hold, the amendment, the meeting."""

from collections.abc import Iterable, Mapping
from typing import Final

from rich.text import Text

from orderdesk.desk.moves.model import Move
from orderdesk.desk.ordering.order_reading import Happening, OrderReading
from orderdesk.locale import _
from orderdesk.tui.orders.happenings import line, moment, said
from orderdesk.tui.orders.version_text import change_line

_ANSWERS: Final[Mapping[str, tuple[str, ...]]] = {
    "agree_end": ("end", "hand_back"), "retract_end": ("end", "hand_back"), "resume": ("hold",),
    "waive_final": ("end", "hand_back"),
}  # fmt: skip


def matter(reading: OrderReading, move: Move, meeting: str) -> Text:
    """The lines, each after a line feed; empty where the action answers nothing."""
    if move.sub in ("acknowledge", "object"):
        return _lines(change_line(change) for change in (reading.versions[0].differs if reading.versions else ()))
    counting = [one for one in reading.happenings if one.standing != "refused"]
    if meeting:
        spoken = [one for one in counting if meeting in (one.digest, one.body.get("meeting"))]
        return _lines(f"{one.who} {line(one)}" for one in spoken)
    answered = [one for one in counting if one.kind == "notice" and one.sub in _ANSWERS.get(move.action, ())]
    return _of(answered[-1], reading) if answered else Text()


def _of(one: Happening, reading: OrderReading) -> Text:
    text = Text(f"\n{one.who} {line(one)}, {moment(one.issued)}", "bold")
    for label, value in said(one, reading.body):
        text.append(f"\n{_(label)}: {value}", "not bold")
    return text


def _lines(lines: Iterable[str]) -> Text:
    return Text("".join(f"\n{line}" for line in lines))
