"""What a quality check finds: a code, a place, a severity and a sentence that says what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from orderdesk.locale import _

Severity = Literal["block", "advise"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `path` is the place, as $.goals[0].due within the body. `template` is the English sentence, with
    named places for `values`; scripts read it in English whatever the language on screen."""

    code: str
    severity: Severity
    path: str
    template: str
    values: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The sentence in English, as machine output gives it."""
        return self.template.format(**self.values)

    @property
    def sentence(self) -> str:
        """The sentence in the language in use."""
        return _(self.template).format(**self.values)
