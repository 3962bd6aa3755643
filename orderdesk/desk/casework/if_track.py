"""What another track would mean for a case, in words: what the file holds already, what is new, what falls away."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from orderdesk.desk.casework import case_files, gap_reading
from orderdesk.desk.casework.case_words import entry_names, words
from orderdesk.desk.casework.shown import Passage
from orderdesk.desk.desk import Desk
from orderdesk.documents.order import TrackCode
from orderdesk.gaps.answer import Answer
from orderdesk.gaps.track_change import change_track
from orderdesk.locale import _
from orderdesk.locale.days import in_words


def if_track(desk: Desk, case: str, track: str, as_of: date | None = None) -> list[Passage]:
    """The answers on another main track (its code) against those of today. The case stays as it is. Raises NotFound."""
    file, day = case_files.case_file(desk, case), as_of or desk.today()
    found = change_track(
        file, cast(TrackCode, track), gap_reading.book(desk)[0], day, gap_reading.reminders(desk)
    )  # fmt: skip
    names = entry_names(file)
    titles = {one.key: one.rule.title.both.in_use for one in found.reused}
    reused = [
        f"{entry} {names.get(entry, '')}: ".replace(" : ", ": ") + "; ".join(titles[key] for key in keys)
        for entry, keys in found.entries.items()
    ]
    title = _("{name} on the track {track}, as of {day}").format(
        name=file.citizen.name, track=words("track", track), day=in_words(day)
    )
    return [
        Passage(title, (_("The case stays as it is. No decision follows from this."),)),
        Passage(_("The file holds it already"), tuple(reused) or (_("nothing"),)),
        Passage(_("Asked anew"), _lines(found.new)),
        Passage(_("Open on both"), _lines(found.still)),
        Passage(_("No longer asked"), _lines([one for one in found.dropped if one.is_open])),
    ]


def _lines(answers: Sequence[Answer]) -> tuple[str, ...]:
    lines = [f"{one.rule.title.both.in_use}: {one.what.told(in_words)}" for one in answers]
    return tuple(lines) or (_("nothing"),)
