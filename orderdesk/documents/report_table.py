"""The life of a report, as a table. An expected report is due and overdue by the clock alone, before any document."""

from typing import Final

from orderdesk.documents.lifecycle import Table, Transition
from orderdesk.locale import N_

REPORT_STATES: Final = (
    "due", "overdue", "waived", "draft_submitted", "comments_returned", "cleared",
    "submitted", "read", "elaboration_requested", "approved", "superseded",
)  # fmt: skip

DRAFT_STATES: Final = ("draft_submitted", "comments_returned", "cleared")
"""The states of a draft that is looked through before the report itself is sent."""

REPORT_ENDINGS: Final = ("waived", "approved", "superseded")

_EXPECTED: Final = ("due", "overdue")
_SENT: Final = ("submitted", "read")

REPORT_TABLE: Final[Table] = (
    Transition(("due",), "clock.overdue", ("S",), "overdue"),
    Transition(
        _EXPECTED, "notice.waive_report", ("C",), "waived", "waive", "",
        N_("Only a report that has not been sent can be waived."),
    ),
    Transition(
        _EXPECTED, "report.draft", ("P",), "draft_submitted", "send_draft", "",
        N_("A draft is sent before the report itself."),
    ),
    Transition(_EXPECTED, "report.sent", ("P",), "submitted", "send", "", N_("The report has already been sent.")),
    Transition(
        ("draft_submitted",), "review.comments", ("C",), "comments_returned", "comment", "",
        N_("Comments are given on a draft, once for each version of it."),
    ),
    Transition(
        ("draft_submitted", "comments_returned"), "review.cleared", ("C",), "cleared", "clear", "",
        N_("Only a draft that has been sent for review is cleared, once."),
    ),
    Transition(
        ("submitted",), "review.read", ("C",), "read", "read", "",
        N_("The report has already been read."),
    ),
    Transition(
        _SENT, "review.decided", ("C",), "approved", "decide", "",
        N_("A decision is recorded once, on a submitted report that no later version has replaced."),
    ),
    Transition(
        _SENT, "review.elaboration", ("C",), "elaboration_requested", "elaborate", "",
        N_("Elaboration can be asked for until the report is approved. A draft gets comments instead."),
    ),
    Transition(
        ("draft_submitted", "comments_returned", "cleared", *_SENT, "elaboration_requested", "approved"),
        "report.replaced", ("P",), "superseded", "correct", "",
        N_("This version has already been superseded by a later one."),
    ),
)  # fmt: skip
