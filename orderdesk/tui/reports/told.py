"""What was told between reports, in words: beside its month for who reads the report, as a reminder for who writes."""

from collections.abc import Iterable

from orderdesk.desk.reporting.report_basis import Against
from orderdesk.desk.reporting.short_notices import ShortNotice
from orderdesk.locale import N_, _
from orderdesk.tui.form.entry import show_date
from orderdesk.tui.orders.worded import in_a_line, pairs
from orderdesk.tui.reports.answers import Body, Lines

_KINDS = {
    "absence": N_("absence"), "warning": N_("early warning"), "not_ready": N_("not ready yet"),
    "good_news": N_("good news"),
}  # fmt: skip


def told_lines(notices: Iterable[ShortNotice], order: Body) -> Lines:
    """Each notice with the whole of it."""
    lines: Lines = []
    for notice in notices:
        lines.append((f"{show_date(notice.told)} · {_(_KINDS[notice.kind])}", " "))
        lines += [(f"   {_(label)}", text) for label, text in pairs("notice", notice.body, order)]
    return lines


def reminder(against: Against) -> str:
    """What was told in the days that the report covers, a line each."""
    told = _("You told on {day}: {what}")
    return "\n".join(
        told.format(day=show_date(one.told), what=f"{_(_KINDS[one.kind])}: {_about(one, against)}")
        for one in against.told
    )


def _about(notice: ShortNotice, against: Against) -> str:
    line = in_a_line("notice", notice.body, against.order)
    text = str(notice.body.get("text") or "").replace("\n", " ")
    return line if not text or text in line else f"{line}, {text}"
