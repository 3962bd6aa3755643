"""A sentence kept as its English source and its values, so that people read it in their language and scripts always
in English."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from orderdesk.locale import _, language_in_use
from orderdesk.locale.days import in_figures


@dataclass(frozen=True, slots=True)
class Both:
    """A text that is there in Danish and in English, as data files carry it."""

    da: str
    en: str

    @property
    def in_use(self) -> str:
        """In the language in use."""
        return self.da if language_in_use() == "da" else self.en


Value = str | int | date | Both


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence. `template` is English (a msgid) with named places for `values`, which stand as they are but for days
    and texts in both languages, for `terms`, English words of ours that are translated with it, for `lists` of such
    words, and for `parts`: pieces between commas, or whole sentences one after another."""

    template: str
    values: Mapping[str, Value] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    parts: Mapping[str, Sequence["Said"]] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """In English, days as ISO, as machine output gives it."""
        values = {name: value.en if isinstance(value, Both) else value for name, value in self.values.items()}
        lists = {name: ", ".join(words) for name, words in self.lists.items()}
        parts = {name: _joined([one.message for one in found]) for name, found in self.parts.items()}
        return _first_large(self.template.format(**values, **self.terms, **lists, **parts))

    @property
    def sentence(self) -> str:
        """In the language in use."""
        return self.told(in_figures)

    def told(self, days: Callable[[date], str]) -> str:
        """In the language in use, with its days as `days` writes them."""
        values = {name: _shown(value, days) for name, value in self.values.items()}
        terms = {name: _(term) for name, term in self.terms.items()}
        lists = {name: ", ".join(_(word) for word in words) for name, words in self.lists.items()}
        parts = {name: _joined([one.told(days) for one in found]) for name, found in self.parts.items()}
        return _first_large(_(self.template).format(**values, **terms, **lists, **parts))


def said(template: str, **values: Value) -> Said:
    """The sentence with these values."""
    return Said(template, values)


def _shown(value: Value, days: Callable[[date], str]) -> str | int:
    if isinstance(value, Both):
        return value.in_use
    return days(value) if isinstance(value, date) else value


def _joined(parts: Sequence[str]) -> str:
    return (" " if all(one.endswith(".") for one in parts) else ", ").join(parts)


def _first_large(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
