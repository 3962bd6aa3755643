"""What speaks against a request to a doctor before it is sent: what is on file answers it, it has been asked already,
or its form does not answer one's own questions. It warns and stops nothing: the caseworker knows the case."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from orderdesk.cases.medical import FORMS, MedicalRequest
from orderdesk.desk.casework import case_files, gap_reading
from orderdesk.desk.desk import Desk
from orderdesk.gaps.checker import sight_of
from orderdesk.gaps.kinds.duplicates import answers_on_file
from orderdesk.gaps.kinds.evidence import kind_name, on_file
from orderdesk.gaps.outcome import Sight
from orderdesk.gaps.requirements import NotFetchedTwice
from orderdesk.locale import N_
from orderdesk.locale.said import Said, said

Code = Literal["on_file", "asked_already", "form_without_questions", "may_decline"]


@dataclass(frozen=True, slots=True)
class Warned:
    """`entries` are those of the file that it rests on; `instead` the forms that can do it, by their code."""

    code: Code
    what: Said
    entries: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()


def warnings(
    desk: Desk, case: str, form: str, *, about: Sequence[str] = (), questions: Sequence[str] = (), request: str = ""
) -> list[Warned]:
    """What speaks against asking for `form` on these matters now. `request` is its id where it has been begun. Raises
    NotFound for no such case."""
    file = case_files.case_file(desk, case)
    sight = sight_of(file, desk.today(), gap_reading.reminders(desk))
    asking = MedicalRequest(id=request or "R0", form=form, about=list(about), questions=list(questions))
    found = [*_on_file(desk, asking, sight), *_asked_already(asking, sight)]
    known = FORMS.get(form)
    if known is not None and questions and not known.answers_questions:
        can = tuple(one.code for one in FORMS.values() if one.answers_questions and one.request)
        what = Said(N_("{kind} need not answer questions of one's own; these can: {list}."),
                    {}, {"kind": kind_name(form)}, {"list": [FORMS[code].reply for code in can]})  # fmt: skip
        found.append(Warned("form_without_questions", what, (), can))
    if known is not None and known.may_decline:
        what = Said(N_("Doctors may decline {kind}; the question is open then."), terms={"kind": kind_name(form)})
        found.append(Warned("may_decline", what))
    return found


def _on_file(desk: Desk, asking: MedicalRequest, sight: Sight) -> list[Warned]:
    papers = answers_on_file(_rule_on(desk, asking.form), asking, sight)
    return [
        Warned("on_file", said(N_("The file holds it already: {paper}."), paper=on_file(one).sentence), (one.id,))
        for one in papers
    ]


def _rule_on(desk: Desk, form: str) -> NotFetchedTwice:
    """The rule in force against fetching `form` twice, with its length; where no rule speaks of it, whatever is on file
    counts, and the person sees how old it is."""
    asked = (one.rule.require for one in gap_reading.book(desk)[0].rules if one.off is None)
    found = (one for one in asked if isinstance(one, NotFetchedTwice) and form in one.among)
    return next(found, NotFetchedTwice(kind="no_duplicate", among=[form]))


def _asked_already(asking: MedicalRequest, sight: Sight) -> list[Warned]:
    mine = {name.casefold() for name in asking.about}
    return [
        Warned("asked_already", said(N_("It was asked for on {day} and is awaited."), day=one.requested), (one.id,))
        for one in sight.known.requests
        if one.id != asking.id and one.is_open and one.requested and one.form == asking.form
        and (not mine or not one.about or mine & {name.casefold() for name in one.about})
    ]  # fmt: skip
