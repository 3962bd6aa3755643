"""What a quality check finds: a code, a place, a severity and a sentence that says what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from orderdesk.locale import _

Severity = Literal["block", "advise"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `path` is the place, as $.goals[0].due within the body. `template` is the English sentence, with
    named places for `values`, which stand as they are, and for `terms`, which are English words of ours (the name of a
    field) and are translated with the sentence. Scripts read it in English whatever the language on screen."""

    code: str
    severity: Severity
    path: str
    template: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The sentence in English, as machine output gives it."""
        return _first_large(self.template.format(**self.values, **self.terms))

    @property
    def sentence(self) -> str:
        """The sentence in the language in use."""
        terms = {name: _(term) for name, term in self.terms.items()}
        return _first_large(_(self.template).format(**self.values, **terms))


def _first_large(sentence: str) -> str:
    """`sentence` with a capital first: a term may stand at its beginning."""
    return sentence[:1].upper() + sentence[1:]
