"""What lists and Today need of a case file, in a small row beside it, so that neither opens 220 case files.

All of it follows from the file; a row of another shape than this program's is made anew when it is met.
"""

from typing import Any

from orderdesk.cases.case_file import CaseFile, CaseTrack
from orderdesk.cases.medical import MedicalRequest
from orderdesk.desk.casework.listed_rows import SHAPE

Row = dict[str, Any]


def row_of(case: CaseFile) -> Row:
    """The row of a case file. Days are ISO, "" for none."""
    decision = case.decision
    return {
        "shape": SHAPE,
        "citizen": case.citizen.name,
        "cpr": case.citizen.cpr,
        "number": case.number or "",
        "tracks": [_track(one) for one in sorted(case.tracks, key=lambda one: one.role != "main")],
        "planned": _day(decision.planned),
        "team_meeting": _day(decision.team_meeting),
        "begun": _day(decision.begun),
        "decided": _day(decision.decided),
        "requests": [_request(one, case) for one in case.requests if _is_followed(one)],
        "unread": [
            {"id": one.id, "kind": one.kind, "received": _day(one.received), "read": _day(one.read)}
            for one in case.evidence if one.received and not (one.read and one.acted_on)
            and one.document is None  # what the exchange brought has a line of its own
        ],
    }  # fmt: skip


def _track(one: CaseTrack) -> Row:
    return {"track": one.track, "role": one.role, "since": _day(one.since), "until": _day(one.until)}


def _is_followed(one: MedicalRequest) -> bool:
    """Whether Today may have something to say of it: it is open, or was declined."""
    return one.is_open or (one.declined is not None and one.withdrawn is None)


def _request(one: MedicalRequest, case: CaseFile) -> Row:
    row: Row = one.model_dump(mode="json", exclude_none=True, exclude={"questions", "why", "declined_because"})
    return row | {"settled": _is_settled(one, case)}


def _is_settled(one: MedicalRequest, case: CaseFile) -> bool:
    """Whether something came, or was asked for, after the doctor declined."""
    if one.declined is None:
        return False
    mine = {name.casefold() for name in one.about}
    came = [
        other for other in case.evidence
        if (day := other.information_date or other.received) and day >= one.declined and _meets(mine, other.about)
    ]  # fmt: skip
    asked = [
        other for other in case.requests
        if other.id != one.id and other.requested and other.requested >= one.declined and _meets(mine, other.about)
    ]  # fmt: skip
    return bool(came or asked)


def _meets(mine: set[str], about: list[str]) -> bool:
    return not mine or bool(mine & {name.casefold() for name in about})


def _day(day: object) -> str:
    return str(day) if day is not None else ""
