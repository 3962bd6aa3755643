"""The lines of the settings screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orderdesk.locale import N_, _
from orderdesk.tui.moments import day_text
from orderdesk.tui.themes import CONTRAST, DARK, LIGHT

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk

LANGUAGES = (("da", "Dansk"), ("en", "English"))
CLOCK = "clock "
"""What the id of a clock's line begins with."""
REACHED = "reached "
"""What the id of a line begins with that says how the owner is reached."""
THEMES = ((LIGHT, N_("light")), (DARK, N_("dark")), (CONTRAST, N_("high contrast")))


@dataclass(frozen=True)
class Setting:
    """One line. `explained` stands below the list; empty where the value says it all."""

    id: str
    name: str
    value: str
    explained: str = ""
    group: str = "choice"


def settings_of(desk: "Desk") -> list[Setting]:
    """Every line, with its present value. Runs in a thread."""
    return [
        *_choices(desk),
        *_reached(desk),
        *_local(desk),
        *_deeds(desk),
        *_people(desk),
        *_clocks(desk),
        *_keys(desk),
    ]


def _choices(desk: "Desk") -> Iterator[Setting]:
    from orderdesk.desk.preferences import preferences

    settings = desk.settings
    yield Setting("language", _("Language"), dict(LANGUAGES).get(settings.language, settings.language))
    theme = dict(THEMES).get(settings.theme, settings.theme)
    yield Setting("theme", _("Colours"), _(theme))
    yield Setting("exchange", _("Exchange"), settings.exchange)
    seconds = preferences(desk).post_seconds
    yield Setting("post", _("The post goes every"), _("{seconds} seconds").format(seconds=seconds))
    explained = _("What you write is saved within {seconds} seconds of the first change, and when you leave a field.")
    value = _("{seconds} seconds").format(seconds=f"{settings.autosave_seconds:g}")
    yield Setting(
        "autosave", _("Saving what is written after"), value, explained.format(seconds=f"{settings.autosave_seconds:g}")
    )


def _reached(desk: "Desk") -> Iterator[Setting]:
    from orderdesk.desk.membership.organisation import own_particulars
    from orderdesk.desk.membership.own_particulars import PARTICULARS

    known = own_particulars(desk)
    explained = _("Your orders, replies and reports say it, and so does the directory of your organisation.")
    for name, label in PARTICULARS.items():
        yield Setting(f"{REACHED}{name}", _(label), getattr(known, name) or _("none"), explained)


def _local(desk: "Desk") -> Iterator[Setting]:
    explained = _(
        "Word lists and questions of your own house, beside those of the program. `orderdesk local` lists them."
    )
    yield Setting("local", _("Local policy"), desk.settings.local or _("none"), explained)


def _deeds(desk: "Desk") -> Iterator[Setting]:
    own = desk.settings
    who = f"{own.name}, {own.org_name}"
    yield Setting(
        "passphrase", _("Passphrase"), _("change…"), _("Only the lock is changed; nothing is encrypted anew.")
    )
    remember = _("Keep the passphrase in the system's keyring, so that this computer opens the desk without asking.")
    yield Setting("remember", _("Remember the passphrase"), _("in the keyring, or not…"), remember)
    explained = _("Everything on this desk in one file, encrypted with your passphrase.")
    yield Setting("backup", _("Backup"), _("write to a file…"), explained)
    explained = _("For your administrator: who you are ({who}) and your public keys. Holds no secret.").format(who=who)
    yield Setting("request", _("Request to the administrator"), _("write to a file…"), explained)
    rotate = _("When a key may have been seen by others. Old documents stay readable.")
    yield Setting("rotate", _("New keys"), _("make…"), rotate, "key")
    anew = _("After a suspected loss: nothing here opens with the earlier key or passphrase any more.")
    begun = _("not finished: go on…") if own.earlier else _("begin…")
    yield Setting("reseal", _("Encrypt everything anew"), begun, anew, "key")


def _people(desk: "Desk") -> Iterator[Setting]:
    from orderdesk.desk.membership.fingerprints import may_administrate

    invited = _("For a new colleague, or one with a new computer: they set up their desk with it, and send a request.")
    yield Setting("invite", _("Invite a colleague"), _("write to a file…"), invited, "key")
    if not may_administrate(desk):
        return
    asked = _("After comparing the words of the request. A colleague's new keys too.")
    yield Setting("admit", _("Enter a person"), _("from a request…"), asked, "key")
    gone = _("A colleague's computer: its keys no longer count, as of a day. Your own: New keys, or a backup.")
    yield Setting("lost", _("A lost computer"), _("whose…"), gone, "key")
    yield Setting("left", _("Somebody has left"), _("who…"), _("Their keys no longer count, as of a day."), "key")


def _clocks(desk: "Desk") -> Iterator[Setting]:
    from orderdesk.desk.clocks import CLOCKS, clocks, explained, in_words

    lengths = clocks(desk)
    for clock in CLOCKS:
        length = lengths.length(clock.id)
        sentence = "\n".join((explained(clock.id, length), _("Today and new orders go by it.")))
        yield Setting(f"{CLOCK}{clock.id}", _(clock.purpose), in_words(length, clock.unit), sentence, "clock")


def _keys(desk: "Desk") -> Iterator[Setting]:
    from orderdesk.desk.membership.fingerprints import own_keys
    from orderdesk.desk.membership.key_fingerprint import words_of

    day = desk.today()
    root = words_of(desk.settings.root)
    yield Setting("root", _("The organisation's root key"), root, f"{root}\n{desk.settings.root}", "key")
    for number, key in enumerate(own_keys(desk)):
        since = _("since {day}").format(day=day_text(key.since, day))
        until = _("until {day}").format(day=day_text(key.until, day)) if key.until else _("in use")
        explained = f"{_(key.use)}, {since}, {until}\n{key.words}\n{key.did}"
        name = _(key.use) if not key.until else _("{key} (earlier)").format(key=_(key.use))
        yield Setting(f"key {number}", name, key.words, explained, "key")
