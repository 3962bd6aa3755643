"""The life of an order, as a table. `schemas/README.md` draws it."""

from typing import Final

from orderdesk.documents.lifecycle import BACK, Actor, Table, Transition, without
from orderdesk.locale import N_

ORDER_STATES: Final = (
    "draft", "sent", "delivered", "undeliverable", "question", "decline_review", "declined", "expired", "withdrawn",
    "accepted", "active", "on_hold", "end_requested", "awaiting_final",
    "completed", "ended_early", "no_report", "cancelled", "replaced", "entered_in_error",
)  # fmt: skip

UNPLACED: Final = ("declined", "expired", "withdrawn", "undeliverable")
"""The order came to nothing before it began; a new one can keep the link."""

CLOSED: Final = ("completed", "ended_early", "no_report", "cancelled")
"""The course has ended; it can be opened again for a while."""

ENDINGS: Final = ("declined", "expired", "withdrawn", *CLOSED, "replaced", "entered_in_error")
"""Nothing more is due in these. An undeliverable order is still waited for: it may yet arrive."""

COURSE: Final = ("accepted", "active", "on_hold", "end_requested", "awaiting_final")
"""The order has been taken on and has not ended."""

REOPEN_DAYS: Final = 30
"""A course can be opened again within this many days of its end. Nothing in law sets it; it keeps old cases closed."""

_OPEN: Final = ("sent", "delivered")
_UNANSWERED: Final = ("sent", "delivered", "undeliverable", "question")
_LIVE: Final = ("sent", "delivered", "undeliverable", "question", "decline_review", *COURSE)
_STANDING: Final = ("accepted", "active")
_RUNNING: Final = ("accepted", "active", "on_hold")
_C: Final[tuple[Actor, ...]] = ("C",)
_P: Final[tuple[Actor, ...]] = ("P",)
_EITHER: Final[tuple[Actor, ...]] = ("C", "P")
_S: Final[tuple[Actor, ...]] = ("S",)

_PLACING: Final[Table] = (
    Transition(("draft",), "order.new", _C, "sent", "send", "", N_("The order has already been sent.")),
    Transition(("sent", "undeliverable"), "receipt.ok", _S, "delivered"),
    Transition(("sent",), "receipt.fatal", _S, "undeliverable"),
    Transition(("sent",), "clock.unanswered", _S, "undeliverable"),
    Transition(
        _OPEN, "reply.ask", _P, "question", "ask", "current_version",
        N_("A question can be asked only while the order waits for an answer."),
    ),
    Transition(
        ("question",), "reply.answer", _C, "delivered", "answer", "open_question",
        N_("No question from the provider is waiting for an answer."),
    ),
    Transition(
        _OPEN, "reply.accept", _P, "accepted", "accept", "current_version",
        N_("Only an order that waits for an answer can be accepted."),
    ),
    Transition(
        _OPEN, "reply.decline", _P, "decline_review", "decline", "current_version",
        N_("Only an order that waits for an answer can be declined."),
    ),
    Transition(
        ("decline_review",), "reply.agree_decline", _C, "declined", "agree_decline", "open_decline",
        N_("The provider has not declined this order."),
    ),
    Transition(
        ("decline_review",), "reply.uphold", _C, "delivered", "uphold", "upheld_never",
        N_("The order can be upheld only once, and only when it has been declined."),
    ),
    Transition(("delivered", "question"), "clock.unanswered", _S, "expired"),
    Transition(
        _UNANSWERED, "notice.withdraw", _C, "withdrawn", "withdraw", "",
        N_("Only an order that has not been answered yet can be withdrawn. One that runs is ended."),
    ),
    Transition(
        UNPLACED, "desk.order_again", _C, "", "order_again", "",
        N_("Only an order that came to nothing is placed again. One that runs is amended or replaced."),
    ),
)  # fmt: skip

_NOT_AMENDED: Final = N_("Only an order that waits for an answer or runs can be amended; one on hold is resumed first.")

_AMENDING: Final[Table] = (
    *(
        Transition(states, "order.amended", _C, then, "amend", "next_version", _NOT_AMENDED)
        for states, then in (
            ((*_OPEN, *_STANDING), ""),
            # Amending what has been asked about answers the question; what could not be delivered is sent anew.
            (("question",), "delivered"),
            (("undeliverable",), "sent"),
        )
    ),
    Transition(
        _RUNNING, "reply.acknowledge", _P, "", "acknowledge", "open_amendment",
        N_("Only an amendment of an order that runs is acknowledged."),
    ),
    Transition(
        _RUNNING, "reply.object", _P, "", "object", "open_amendment",
        N_("Only an amendment of an order that runs can be objected to."),
    ),
)  # fmt: skip

_RUNNING_ROWS: Final[Table] = (
    Transition(
        ("accepted",), "notice.started", _P, "active", "start", "attended",
        N_("The start is told once, of an order that has been accepted."),
    ),
    Transition(("accepted",), "notice.started", _P, ""),
    Transition(
        _STANDING, "notice.hold", _EITHER, "on_hold", "hold", "",
        N_("Only an order that has been accepted and runs can be put on hold."),
    ),
    Transition(("on_hold",), "notice.resume", _EITHER, BACK, "resume", "", N_("The order is not on hold.")),
    Transition(
        _RUNNING, "notice.consultant", _P, "", "change_consultant", "",
        N_("The consultant can be changed only on an order that has been accepted and has not ended."),
    ),
    Transition(
        _LIVE, "notice.caseworker", _C, "", "change_caseworker", "",
        N_("The order has ended, so there is no case to hand over. Open it again first, or place a new one."),
    ),
    Transition(("active",), "clock.end", _S, "awaiting_final"),
)  # fmt: skip

_ENDING: Final[Table] = (
    Transition(
        _RUNNING, "notice.end", _C, "end_requested", "end", "",
        N_("Only an order that has been accepted and runs can be ended."),
    ),
    Transition(
        _RUNNING, "notice.hand_back", _P, "end_requested", "hand_back", "",
        N_("Only an order that has been accepted and runs can be handed back."),
    ),
    Transition(
        ("end_requested",), "notice.agree_end", _EITHER, "awaiting_final", "agree_end", "other_side_attended",
        N_("Nobody has asked to end the order."),
    ),
    Transition(
        ("end_requested",), "notice.agree_end", _EITHER, "cancelled", "agree_end", "other_side_none_attended",
        N_("Nobody has asked to end the order."),
    ),
    Transition(
        ("end_requested",), "notice.retract_end", _EITHER, BACK, "retract_end", "own_request",
        N_("Nobody has asked to end the order."),
    ),
    Transition(COURSE, "review.final_approved", _C, "completed"),
    Transition(COURSE, "review.final_approved_early", _C, "ended_early"),
    Transition(
        ("end_requested", "awaiting_final"), "notice.waive_final", _C, "no_report", "waive_final", "",
        N_("The final report can be waived only where one is waited for."),
    ),
    Transition(
        CLOSED, "notice.reopen", _C, "active", "reopen", "reopen_limit",
        N_("Only a course that has ended can be opened again."),
    ),
    Transition(
        _LIVE, "notice.replaced", _C, "replaced", "replace", "",
        N_("Only an order that has not ended can be replaced by another."),
    ),
    Transition(
        without(ORDER_STATES, "draft", "entered_in_error"), "notice.entered_in_error", _C, "entered_in_error",
        "enter_error", "", N_("An order that has not been sent is discarded; one entered in error stays so."),
    ),
)  # fmt: skip

_REPORTS: Final = (
    ("monthly", "report", N_("A report can be sent only on an order that has been accepted and has not ended.")),
    ("draft", "report_draft", N_("A draft can be sent only on an order that has been accepted and has not ended.")),
    ("final", "final_report",
     N_("A final report can be sent only on an order that has been accepted and has not ended.")),
)  # fmt: skip

_TELLING: Final[Table] = (
    # A report that tells of a first attended session starts the course, whether or not the start was told before.
    *(
        Transition(("accepted",), f"report.{kind}", _P, "active", action, "attended", refusal)
        for kind, action, refusal in _REPORTS
    ),
    *(Transition(COURSE, f"report.{kind}", _P, "", action, "", refusal) for kind, action, refusal in _REPORTS),
    Transition(
        COURSE, "notice.waive_report", _C, "", "waive_report", "",
        N_("A report can be waived only on an order that has been accepted and has not ended."),
    ),
    *(
        Transition(COURSE, f"notice.{kind}", actors, "", action, "",
                   N_("It can be told only of an order that has been accepted and has not ended."))
        for kind, actors, action in (
            ("absence", _P, "tell_absence"), ("warning", _P, "warn"), ("not_ready", _P, "not_ready"),
            ("good_news", _EITHER, "good_news"), ("stances", _EITHER, "align"),
        )
    ),
)  # fmt: skip

_MEETING: Final[Table] = (
    *(
        Transition(COURSE, f"meeting.{kind}", _EITHER, "", action, "",
                   N_("Meetings are planned on an order that has been accepted and has not ended."))
        for kind, action in (("propose", "propose_meeting"), ("schedule", "schedule_meeting"))
    ),
    *(
        Transition(without(ORDER_STATES, "draft", "entered_in_error"), f"meeting.{kind}", _EITHER, "")
        for kind in ("held", "no_show", "cancel", "reschedule")
    ),
)  # fmt: skip

ORDER_TABLE: Final[Table] = (*_PLACING, *_AMENDING, *_RUNNING_ROWS, *_ENDING, *_TELLING, *_MEETING)
