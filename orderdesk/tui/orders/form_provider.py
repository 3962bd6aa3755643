"""The order form's last pages: the provider and the consultant, what is shared and on which basis, check and send."""

from collections.abc import Callable, Sequence
from typing import Any

from orderdesk.desk.wording import choices
from orderdesk.locale import N_
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.model import Choices, Field, Kind, Section
from orderdesk.tui.orders.new_rows import numbered, rows_at

Asked = Callable[[Draft], Choices]

_ATTACHMENT_KINDS = tuple(
    pair for pair in choices("attachment_kind") if pair[0] in ("medical", "earlier_report", "cv", "plan", "other")
)


def provider(providers: Choices, consultants: Asked) -> Section:
    """The page about the provider; `consultants` are those of the one that has been chosen."""
    return Section(
        "provider", N_("Provider"),
        (
            Field(
                "provider.org", N_("Provider"), Kind.CHOICE, choices=providers, required=True,
                help=N_("Enter shows those under agreement."),
            ),
            Field("provider.agreement", N_("Agreement"), help=N_("Under which framework agreement?")),
            Field("provider.sub_provider", N_("Sub-provider"), help=N_("Does somebody else take part?")),
            Field(
                "provider.preferred_consultant.person", N_("Consultant you want"), Kind.CHOICE, choices=consultants,
                help=N_(
                    "From the provider's directory, with skills, colleagues' notes and your own. Del takes it away."
                ),
            ),
            Field(
                "provider.preferred_consultant.name", N_("Or by name"),
                help=N_("Is the one you want not in the directory? Write the name."),
            ),
            Field(
                "provider.preferred_consultant.reason", N_("Why that consultant"), Kind.LONG_TEXT, rows=3,
                help=N_("Why does this consultant fit this citizen?"),
            ),
            Field(
                "answer_by", N_("Answer by"), Kind.DATE,
                help=N_("By when must they answer? Empty: two working days after you send it, or as your desk's clocks"
                        " say. Not answered by then, the order expires."),
            ),
        ),
        help=N_("Who should do it? With a consultant named, the order goes to that person alone."),
    )  # fmt: skip


def _bases_of(draft: Draft) -> Sequence[tuple[str, str]]:
    """The bases for sharing to choose among: id and what it covers."""
    return [(str(row.get("id", "")), _basis_label(row)) for row in rows_at(draft, "disclosure")]


def _basis_label(row: dict[str, Any]) -> str:
    return f"{row.get('id', '')} {row.get('covers') or row.get('provision') or ''}".replace("\n", " ").strip()


DISCLOSURE = Section(
    "disclosure", N_("Sharing, files"),
    (
        Field(
            "disclosure", N_("Shared because"), Kind.GROUP, columns=("basis", "covers"),
            new_row=numbered("disclosure", "V"),
            fields=(
                Field("basis", N_("Basis"), Kind.CHOICE, choices=choices("disclosure_basis"), required=True),
                Field("provision", N_("Provision"), help=N_("Which provision, as retssikkerhedsloven § 11 a?")),
                Field(
                    "covers", N_("What it covers"), Kind.LONG_TEXT, rows=2, required=True,
                    help=N_("Which information, from whom, for which case?"),
                ),
                Field("given", N_("Given"), Kind.DATE, required=True),
                Field("until", N_("Until"), Kind.DATE),
            ),
        ),
        Field(
            "attachments", N_("Files"), Kind.GROUP, columns=("name", "kind"),
            new_row=numbered("attachments", "B"),
            fields=(
                Field("name", N_("File"), required=True, help=N_("F5 takes name, size and fingerprint from the file.")),
                Field("kind", N_("Kind"), Kind.CHOICE, choices=_ATTACHMENT_KINDS, required=True),
                Field("author", N_("Written by"), required=True, help=N_("Who wrote it?")),
                Field(
                    "information_date", N_("Information from"), Kind.DATE, required=True,
                    help=N_("From when is the information (not the file)?"),
                ),
                Field("disclosure", N_("Shared on basis"), Kind.CHOICE, choices=_bases_of),
            ),
        ),
    ),
    help=N_("F5 adds a file. The order names it by its fingerprint; the file itself goes as secure mail."),
)  # fmt: skip


def finish(other_orders: Choices, changed: Asked, amends: bool) -> Section:
    """The last page: what this order does about others, and for an amendment why each field is changed."""
    relation = (
        Field(
            "relation.kind",
            N_("About another order"),
            Kind.CHOICE,
            choices=choices("relation"),
            help=N_("Does the citizen have, or had, another order? What does this one do about it?"),
        ),
        Field("relation.thread", N_("Which order"), Kind.CHOICE, choices=other_orders),
        Field("relation.reason", N_("Why"), Kind.LONG_TEXT, rows=2),
    )
    reasons = Field(
        "changes",
        N_("Reasons"),
        Kind.GROUP,
        columns=("path", "reason"),
        fields=(
            Field("path", N_("Field"), Kind.CHOICE, choices=changed, required=True),
            Field("reason", N_("Why"), Kind.LONG_TEXT, rows=3, required=True),
        ),
    )
    return Section(
        "finish", N_("Check and send"), (*((reasons,) if amends else ()), *relation),
        help=N_("F6 goes through what was found. F9 shows who gets what, then signs and sends."),
    )  # fmt: skip
