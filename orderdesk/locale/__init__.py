"""The words on screen. English is the source; `da/` holds the Danish. `_` marks and translates a text."""

import gettext as _gettext
from pathlib import Path

_LANGUAGES = ("da", "en")
_translations: _gettext.NullTranslations = _gettext.NullTranslations()


def use_language(language: str) -> None:
    """Speak `language` ("da" or "en") from now on; anything else means English."""
    global _translations
    _translations = _gettext.translation("orderdesk", Path(__file__).parent, languages=[language], fallback=True)


def language_in_use() -> str:
    """The language spoken now: "da" or "en"."""
    return "da" if _translations.info().get("language") == "da" else "en"


def language_of(environment: dict[str, str]) -> str:
    """The language that the locale variables ask for: "da" where the locale is Danish, "en" otherwise (POSIX order)."""
    for name in ("ORDERDESK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name, ""):
            return "da" if value.lower().startswith("da") else "en"
    return "en"


def _(text: str) -> str:
    """`text` in the language in use."""
    return _translations.gettext(text) if text else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """`singular` or `plural` for `count`, in the language in use."""
    return _translations.ngettext(singular, plural, count)


def N_(text: str) -> str:  # noqa: N802 (the name that extraction tools know)
    """Mark `text` for translation where it stands as data; `_` translates it where it is shown."""
    return text
