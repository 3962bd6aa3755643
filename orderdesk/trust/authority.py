"""Who may issue what: by the kind of document, the role, and the kind of organisation the role is held in. Data."""

from typing import Final

Holder = tuple[str, str]
"""A kind of organisation and a role."""

_CASEWORK: Final = frozenset({("municipality", "caseworker"), ("municipality", "leader")})
_DELIVERY: Final = frozenset({("provider", "consultant")})
_ANYBODY: Final = frozenset(
    (organisation, role)
    for organisation in ("municipality", "provider")
    for role in ("caseworker", "leader", "consultant", "administrator")
)
_ADMINISTRATION: Final = frozenset({("municipality", "administrator"), ("provider", "administrator")})

_CASE_NOTICES: Final = (
    "withdraw", "end", "waive_final", "waive_report", "reopen", "replaced", "entered_in_error", "caseworker",
)  # fmt: skip
_COURSE_NOTICES: Final = ("started", "hand_back", "consultant", "absence", "warning", "not_ready")
_SHARED_NOTICES: Final = ("hold", "resume", "agree_end", "retract_end", "good_news", "stances")

RIGHTS: Final[dict[str, frozenset[Holder]]] = {
    "orderdesk.order.v1": _CASEWORK,
    "orderdesk.reply.v1/accept": _DELIVERY,
    "orderdesk.reply.v1/ask": _DELIVERY,
    "orderdesk.reply.v1/decline": _DELIVERY,
    "orderdesk.reply.v1/answer": _CASEWORK,
    "orderdesk.reply.v1/agree_decline": _CASEWORK,
    "orderdesk.reply.v1/uphold": _CASEWORK,
    "orderdesk.reply.v1/acknowledge": _DELIVERY,
    "orderdesk.reply.v1/object": _DELIVERY,
    **{f"orderdesk.notice.v1/{kind}": _CASEWORK for kind in _CASE_NOTICES},
    **{f"orderdesk.notice.v1/{kind}": _DELIVERY for kind in _COURSE_NOTICES},
    **{f"orderdesk.notice.v1/{kind}": _CASEWORK | _DELIVERY for kind in _SHARED_NOTICES},
    "orderdesk.meeting.v1": _CASEWORK | _DELIVERY,
    "orderdesk.handover.v1": _CASEWORK | _DELIVERY,
    "orderdesk.report.v1": _DELIVERY,
    "orderdesk.review.v1": _CASEWORK,
    "orderdesk.note.v1": _CASEWORK,
    "orderdesk.receipt.v1": _ANYBODY,
    "orderdesk.directory.v1": _ADMINISTRATION,
}
"""Holders by type, or by "type/kind" where the kinds of a type belong to different people. What is not here is
nobody's."""


def may_issue(document_type: str, kind: str | None, organisation_kind: str, role: str) -> bool:
    """Whether `role` in an organisation of that kind may issue the document. `kind` is its body's `kind`, if any."""
    holders = RIGHTS.get(document_type) or RIGHTS.get(f"{document_type}/{kind}", frozenset())
    return (organisation_kind, role) in holders
