"""A handover as plain text, on one page."""

from orderdesk.cli.plain.page import Page, when
from orderdesk.desk.people.handover_reading import HandoverReading, documents_said
from orderdesk.locale import _

_SHORT = 8  # characters of an id


def handover_text(one: HandoverReading) -> str:
    """The page: who hands over to whom, from when, why, and the case as whoever leaves it sees it."""
    page = Page(_("Handover of {citizen}'s case").format(citizen=one.citizen))
    page.field(_("From"), one.giver)
    page.field(_("To"), one.taker)
    page.field(_("Since"), when(one.since))
    page.field(_("Until"), when(one.until) or _("for good"))
    page.field(_("Why"), one.reason)
    page.field(_("Order"), one.thread.removeprefix("urn:uuid:")[:_SHORT])
    page.field(_("Documents"), documents_said(one))
    page.field(_("The other side is told"), one.told)
    if one.summary:
        page.section(_("The case on one page"))
    page.field(_("How it stands"), one.summary.get("now"))
    page.field(_("Next step"), one.summary.get("next_step"))
    page.field(_("In the way"), one.summary.get("blocks"))
    page.field(_("Promised"), one.summary.get("promised"))
    page.field(_("The citizen"), one.summary.get("citizen"))
    page.field(_("A word to you"), one.note)
    return str(page)
