"""What came, and was not read or acted on in time."""

from orderdesk.cases.evidence import Evidence
from orderdesk.gaps.kinds.evidence import kind_name, on_file
from orderdesk.gaps.outcome import Considered, Outcome, Sight, Used
from orderdesk.gaps.requirements import EvidenceRead
from orderdesk.locale import N_
from orderdesk.locale.said import Said, said
from orderdesk.working_days import after_working_days


def look(asked: EvidenceRead, sight: Sight) -> list[Outcome]:
    """An outcome for each piece that nobody has noted as read or acted on; met where there is none."""
    mine = [one for one in sight.known.evidence if one.received and (not asked.among or one.kind in asked.among)]
    found = [gap for one in mine if (gap := _unread(asked, one, sight)) is not None]
    return found or [Outcome(None, said(N_("All that came has been read and acted on, or is within its days.")))]


def _unread(asked: EvidenceRead, one: Evidence, sight: Sight) -> Outcome | None:
    read = one.read is not None and one.read <= sight.as_of
    acted = one.acted_on is not None and one.acted_on <= sight.as_of
    if one.received is None or (read and acted):
        return None
    limit = after_working_days(one.received, asked.working_days)
    if sight.on <= limit:
        return None
    terms = {"kind": kind_name(one.kind)}
    template = N_("{kind} came on {day}; nobody has noted what was done about it.") if read else N_(
        "{kind} came on {day}; nobody has noted that it was read."
    )  # fmt: skip
    what = Said(template, {"day": one.received}, terms)
    why = said(N_("The days for it ended on {limit}."), limit=limit)
    return Outcome("unacted", what, (Used(one.id, on_file(one)),), (Considered(one.id, why),), one.id)
