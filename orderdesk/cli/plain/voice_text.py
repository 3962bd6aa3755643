"""The citizen's own words, and what was agreed, as plain text."""

from orderdesk.cli.plain.page import Page, joined, when
from orderdesk.desk.ordering.alignment import ItemStances
from orderdesk.desk.ordering.own_words import OwnWords, source_said
from orderdesk.desk.wording import words
from orderdesk.locale import _


def voice_text(one: OwnWords) -> str:
    """The page. Where nothing was said, it says so: that is known, what the citizen thinks is not."""
    page = Page(_("{citizen}: own words, and what was agreed").format(citizen=one.citizen))
    page.section(_("In own words"))
    if one.declined:
        page.text(_("Asked {day}, did not wish to.").format(day=when(one.declined)))
    for quote in one.quotes:
        page.item("-", f"»{quote.words}«", joined(when(quote.day), source_said(quote)))
    if not (one.quotes or one.declined):
        page.text(_("Nothing in the citizen's own words is written here."))
    if one.wishes:
        page.section(_("Wishes, by what matters most"))
    for wish in one.wishes:
        notes = (words("wish_outcome", wish.outcome), _("negotiable") if wish.negotiable else _("not negotiable"))
        page.item(str(wish.rank), f"»{wish.words}«", joined(*notes))
    _agreement(page, one)
    return str(page)


def _agreement(page: Page, one: OwnWords) -> None:
    page.section(_("Agreed"))
    for row in one.agreed:
        who = row.owner_name or words("decision_owner", row.owner)
        page.item("-", row.text, joined(who, _("by {day}").format(day=when(row.by))),
                  _("decided at the meeting on {day}").format(day=when(row.day)))  # fmt: skip
    if not one.agreed:
        page.text(_("No meeting has decided anything yet."))
    page.section(_("Where the citizen stands"))
    page.field(_("The order as a whole"), words("stance", one.alignment) if one.alignment else "")
    page.text(one.alignment_note)
    for item in one.stances:
        page.item(item.item, item.text, *_history(item))


def _history(item: ItemStances) -> list[str]:
    said = (joined(words("stance", at.stance), f"»{at.words}«" if at.words else "") for at in item.history)
    return [f"{when(at.day)}: {text}" for at, text in zip(item.history, said, strict=True)]
