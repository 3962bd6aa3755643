"""Changing a setting: the question, the change, and a sentence that says what was done."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from orderdesk.desk import clocks, keeping, local_policy, passphrase, preferences
from orderdesk.desk.mail import moving
from orderdesk.desk.membership import fingerprints
from orderdesk.desk.opening import change_passphrase, change_settings
from orderdesk.errors import NotPossible
from orderdesk.locale import N_, _, use_language
from orderdesk.tui import key_changes
from orderdesk.tui.dialogs import ChoiceDialog, ConfirmDialog, PassphraseDialog
from orderdesk.tui.line_dialog import LineDialog
from orderdesk.tui.paths import given_path
from orderdesk.tui.progress import Progress, ProgressDialog
from orderdesk.tui.setting_rows import CLOCK, LANGUAGES, REACHED, THEMES

if TYPE_CHECKING:
    from orderdesk.tui.app import DeskApp

Change = Callable[["DeskApp"], Awaitable[str]]


async def change(app: "DeskApp", setting: str) -> str:
    """Ask for the new value and take it on. A sentence about what was done; "" where nothing was. Raises
    OrderdeskError."""
    if setting.startswith(CLOCK):
        return await _clock(app, setting.removeprefix(CLOCK))
    if setting.startswith(REACHED):
        return await key_changes.reached(app, setting.removeprefix(REACHED))
    found = _CHANGES.get(setting)
    return await found(app) if found else ""


async def _language(app: "DeskApp") -> str:
    language = await app.push_screen_wait(ChoiceDialog(N_("Language"), LANGUAGES, app.desk.settings.language))
    if not language:
        return ""
    await asyncio.to_thread(partial(change_settings, app.desk, language=language))
    use_language(language)
    return _("The language is changed; screens opened from now on speak it.")


async def _theme(app: "DeskApp") -> str:
    theme = await app.push_screen_wait(ChoiceDialog(N_("Colours"), THEMES, app.desk.settings.theme))
    if theme:
        await asyncio.to_thread(partial(change_settings, app.desk, theme=theme))
        app.theme = theme
    return ""


async def _exchange(app: "DeskApp") -> str:
    help = N_("folder: and the path of a folder that both desks can reach, or a hub's https address.")
    address = await app.push_screen_wait(LineDialog(N_("Exchange"), help, app.desk.settings.exchange))
    if not address or address == app.desk.settings.exchange:
        return ""
    await asyncio.to_thread(moving.move, app.desk, address)
    app.after_change()
    return _("The post goes by the new exchange from now on.")


async def _post(app: "DeskApp") -> str:
    help = N_("Seconds between two rounds of the post, 5 to 3600.")
    now = str(preferences.preferences(app.desk).post_seconds)
    text = await app.push_screen_wait(LineDialog(N_("The post goes every"), help, now, replace=True))
    if not text:
        return ""
    await asyncio.to_thread(preferences.choose_post_seconds, app.desk, int(_number(text, 5, 3600)))
    app.after_change()
    return ""


async def _clock(app: "DeskApp", name: str) -> str:
    known = clocks.clock(name)
    usual, longest = (clocks.in_words(length, known.unit) for length in (known.default, clocks.LONGEST[known.unit]))
    help = _("{least} to {longest}. Usual is {usual}; leave it empty for that.").format(
        least=known.least, longest=longest, usual=usual
    )
    now = str(clocks.clocks(app.desk).length(name))
    text = await app.push_screen_wait(LineDialog(known.purpose, help, now, required=False, replace=True))
    if text is None or text == now:
        return ""
    if text:
        length = _number(text, known.least, clocks.LONGEST[known.unit])
        await asyncio.to_thread(clocks.set_clock, app.desk, name, int(length))
    else:
        await asyncio.to_thread(clocks.reset_clock, app.desk, name)
    app.after_change()
    return ""


async def _local(app: "DeskApp") -> str:
    help = N_("The folder that holds words/, questions/ and rules/; leave it empty for none.")
    now = app.desk.settings.local
    text = await app.push_screen_wait(LineDialog(N_("Local policy"), help, now, required=False))
    if text is None or text == now:
        return ""
    if not text:
        await asyncio.to_thread(local_policy.forget_folder, app.desk)
        return _("Word lists and questions are those of the program.")
    await asyncio.to_thread(local_policy.choose_folder, app.desk, Path(text.strip()))
    return _("The local policy counts from the next check on.")


async def _autosave(app: "DeskApp") -> str:
    help = N_("Seconds from a change until it is saved, 0.5 to 10.")
    now = f"{app.desk.settings.autosave_seconds:g}"
    text = await app.push_screen_wait(LineDialog(N_("Saving what is written after"), help, now, replace=True))
    if text:
        await asyncio.to_thread(partial(change_settings, app.desk, autosave_seconds=_number(text, 0.5, 10)))
    return ""


def _number(text: str, least: float, most: float) -> float:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = -1.0
    if not least <= number <= most:
        raise NotPossible(
            _("That is no number from {least} to {most}.").format(least=f"{least:g}", most=f"{most:g}"),
            _("Nothing was changed."),
        )
    return number


async def _passphrase(app: "DeskApp") -> str:
    if not await _knows_passphrase(app, N_("First the present passphrase:")):
        return ""
    new = await key_changes.new_passphrase(app)
    if new is None:
        return ""
    await asyncio.to_thread(change_passphrase, app.desk, new)
    root = app.desk.folder.root
    if await asyncio.to_thread(passphrase.remembered, root) is not None:
        await asyncio.to_thread(passphrase.remember, root, new)
    return _("The passphrase is changed. Earlier backups still open with the earlier one.")


async def _remember(app: "DeskApp") -> str:
    root = app.desk.folder.root
    if await asyncio.to_thread(passphrase.remembered, root) is not None:
        question = ConfirmDialog(
            N_("Forget the passphrase?"),
            N_("It is in the keyring now. The desk will ask for it from the next time on."),
            "f10",
            N_("Forget"),
        )
        if await app.push_screen_wait(question) and await asyncio.to_thread(passphrase.forget, root):
            return _("The keyring has forgotten the passphrase.")
        return ""
    known = await _knows_passphrase(app, N_("The passphrase, to put it in the keyring:"))
    if not known:
        return ""
    if await asyncio.to_thread(passphrase.remember, root, known):
        return _("The keyring remembers the passphrase for this desk.")
    raise NotPossible(_("There is no keyring here that keeps anything."), _("The passphrase is asked for as before."))


async def _knows_passphrase(app: "DeskApp", prompt: str) -> str:
    """The present passphrase, typed again: an unattended screen must not change the lock. "" when cancelled."""
    problem = ""
    while True:
        typed = await app.push_screen_wait(PassphraseDialog(prompt, problem=problem))
        if typed is None:
            return ""
        if await asyncio.to_thread(keeping.opens, app.desk, typed):
            return typed
        problem = N_("That is not the passphrase.")


async def _backup(app: "DeskApp") -> str:
    desk = app.desk
    help = N_("Best on another disk. The file is encrypted with your passphrase.")
    name = await app.push_screen_wait(LineDialog(N_("Back up to which file?"), help, keeping.suggested_name(desk)))
    if not name:
        return ""
    target = given_path(name)
    if target.exists():
        raise NotPossible(_("A file of that name is there already."), _("Choose another name."))

    def job(progress: Progress) -> int:
        return keeping.back_up(desk, target, progress.step, lambda: progress.stopped)

    count = await app.push_screen_wait(ProgressDialog(N_("Backup"), job))
    if count is None:
        return ""
    return _("{count} files are in {path}.").format(count=count, path=target)


async def _request(app: "DeskApp") -> str:
    return await key_changes.write_request(app, fingerprints.own_request(app.desk), [])


_CHANGES: dict[str, Change] = {
    "language": _language,
    "theme": _theme,
    "exchange": _exchange,
    "post": _post,
    "autosave": _autosave,
    "local": _local,
    "passphrase": _passphrase,
    "remember": _remember,
    "backup": _backup,
    "request": _request,
    "rotate": key_changes.rotate,
    "invite": key_changes.invite,
    "admit": key_changes.admit,
    "lost": key_changes.lost,
    "left": key_changes.left,
    "reseal": key_changes.reseal,
}
