"""What a quality check finds: a code, a place, a severity and a sentence that says what to do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from orderdesk.locale import N_, _
from orderdesk.locale.days import in_figures

Severity = Literal["block", "advise"]

EXAMPLE_DAY: Final = date(2026, 11, 30)
"""In sentences that say how a day is written."""

_LOCAL: Final = N_("(Local policy: the list {list}.)")


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `path` is the place, as $.goals[0].due within the body. `template` is the English sentence, with
    named places for `values`, which stand as they are but for days, and for `terms`, which are English words of ours
    (the name of a field) and are translated with the sentence. Scripts read it in English whatever the language on
    screen.

    `local` names the municipality's own word list that found it ("da/vague"); empty where the program's did."""

    code: str
    severity: Severity
    path: str
    template: str
    values: Mapping[str, str | int | date] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)
    local: str = ""

    @property
    def message(self) -> str:
        """The sentence in English, days as ISO, as machine output gives it."""
        sentence = _first_large(self.template.format(**self.values, **self.terms))
        return f"{sentence} {_LOCAL.format(list=self.local)}" if self.local else sentence

    @property
    def sentence(self) -> str:
        """The sentence in the language in use, as commands tell it."""
        return self.said(in_figures)

    def said(self, days: Callable[[date], str]) -> str:
        """The sentence in the language in use, with its days as `days` writes them: as the reader would have to."""
        terms = {name: _(term) for name, term in self.terms.items()}
        values = {name: days(value) if isinstance(value, date) else value for name, value in self.values.items()}
        sentence = _first_large(_(self.template).format(**values, **terms))
        return f"{sentence} {_(_LOCAL).format(list=self.local)}" if self.local else sentence


def _first_large(sentence: str) -> str:
    """`sentence` with a capital first: a term may stand at its beginning."""
    return sentence[:1].upper() + sentence[1:]
