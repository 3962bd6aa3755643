"""Keys and people of the organisation, step by step: inviting, entering, a lost computer, somebody who leaves, new
keys, and encrypting everything anew. Each ends by saying what was done and what others must do."""

import asyncio
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orderdesk.desk import passphrase
from orderdesk.desk.membership import (
    after_loss,
    directory_changes,
    fingerprints,
    inviting,
    organisation,
    own_particulars,
    request_files,
    requests,
    resealing,
    what_follows,
    withdrawals,
)
from orderdesk.desk.people import contacts
from orderdesk.errors import NotFound
from orderdesk.locale import N_, _
from orderdesk.tui.dialogs import ChoiceDialog, ConfirmDialog, PassphraseDialog
from orderdesk.tui.form.entry import parse_date
from orderdesk.tui.line_dialog import LineDialog
from orderdesk.tui.paths import given_path
from orderdesk.tui.progress import Progress, ProgressDialog
from orderdesk.tui.telling import TellDialog

if TYPE_CHECKING:
    from orderdesk.tui.app import DeskApp

Asked = dict[str, Any]


async def invite(app: "DeskApp") -> str:
    """Write an invitation; the words that are compared when it is used."""
    desk = app.desk
    help = N_("For whoever joins your organisation. The file holds no secret.")
    name = await app.push_screen_wait(LineDialog(N_("Write to which file?"), help, inviting.suggested_name(desk)))
    if not name:
        return ""
    await asyncio.to_thread(inviting.write, desk, given_path(name))
    told = what_follows.of_an_invitation(desk.settings.org_name, name)
    await app.push_screen_wait(TellDialog(N_("Invitation"), told, inviting.invitation(desk).words))
    return ""


async def admit(app: "DeskApp") -> str:
    """Enter the person of a request, or their new keys, after comparing its words."""
    asked = await _request_from_file(app, required=True)
    if not asked or not await _compared(app, asked):
        return ""
    person = requests.asking(app.desk, asked)
    changed = await _changed(app, lambda: organisation.admit(app.desk, asked))
    done = _("{name} is entered.") if person.new else _("The new keys of {name} are entered.")
    told = [done.format(name=person.name), changed.told(), *what_follows.of_entering(person.name, new=person.new)]
    await app.push_screen_wait(TellDialog(N_("Entered"), told))
    return ""


async def lost(app: "DeskApp") -> str:
    """None of a person's keys count any more; those of a request take their place, where one has come."""
    person = await _colleague(app, N_("Whose computer is it?"))
    if person is None:
        return ""
    reasons = [(reason, withdrawals.REASONS[reason]) for reason in withdrawals.OTHERS_MAY_HAVE]
    reason = await app.push_screen_wait(ChoiceDialog(N_("Why?"), reasons, "lost"))
    since = await _since(app) if reason else None
    if not reason or since is None:
        return ""
    asked = await _request_from_file(app, required=False)
    if asked is None or (asked and not await _compared(app, asked)):
        return ""
    return await _revoke(app, person, reason, since, asked or None)


async def left(app: "DeskApp") -> str:
    """Somebody has left: their keys no longer count."""
    person = await _colleague(app, N_("Who has left?"))
    since = await _since(app) if person else None
    return "" if person is None or since is None else await _revoke(app, person, "left", since, None)


async def rotate(app: "DeskApp") -> str:
    """New keys for the desk's owner; where others may have the earlier ones, those are revoked."""
    why = [("", N_("As a matter of routine")), ("compromised", withdrawals.REASONS["compromised"])]
    reason = await app.push_screen_wait(ChoiceDialog(N_("Why new keys?"), why, ""))
    since = (await _since(app) if reason else "") if reason is not None else None
    if reason is None or since is None:
        return ""
    consequence = _("New keys for signing, sealed post and the hub. The earlier ones stop counting now; what they"
                    " opened stays readable.")  # fmt: skip
    if not fingerprints.may_administrate(app.desk):
        consequence += "\n\n" + _("Until your administrator has entered them, nothing that you sign is believed.")
    if not await app.push_screen_wait(ConfirmDialog(N_("Make new keys?"), consequence, "f10", N_("Make new keys"))):
        return ""
    asked: list[Asked | None] = []
    changed = await _changed(app, lambda: asked.append(organisation.rotate(app.desk, reason, since)))
    told = what_follows.of_a_rotation(app.desk, others_may_have=bool(reason), published=not changed.trouble)
    if reason:
        await asyncio.to_thread(after_loss.done, app.desk.folder, "rotate")
    if asked and asked[0] is not None:
        return await write_request(app, asked[0], told) or _(
            "Write the request to the administrator from the line of that name.")  # fmt: skip
    words = fingerprints.words_in_use(app.desk)
    told = [_("The new keys are in use, and in the directory."), changed.told(), *told]
    await app.push_screen_wait(TellDialog(N_("New keys"), told, words))
    return ""


async def reached(app: "DeskApp", name: str) -> str:
    """Change how the desk's owner is reached; who signs no directory writes a request."""
    now = getattr(organisation.own_particulars(app.desk), name)
    text = await app.push_screen_wait(LineDialog(own_particulars.PARTICULARS[name], "", now))
    if not text or text == now:
        return ""
    asked = own_particulars.request_with(app.desk, name, text)
    if not fingerprints.may_administrate(app.desk):
        return await write_request(app, asked, [_("It counts once your administrator has entered it.")])
    return (await _changed(app, lambda: organisation.admit(app.desk, asked))).told()


async def write_request(app: "DeskApp", asked: Asked, told: list[str]) -> str:
    """Write a request to the administrator; its words, and what follows. "" where the person stepped back."""
    help = N_("Send the file to your administrator. It holds no secret.")
    name = f"orderdesk-{app.desk.settings.person}-request.json"
    answer = await app.push_screen_wait(LineDialog(N_("Write to which file?"), help, name))
    if not answer:
        return ""
    target = given_path(answer)
    await asyncio.to_thread(request_files.write, asked, target)
    words = requests.request_words(asked)
    first = _("Give it to your administrator, and read these words out on the telephone.")
    await app.push_screen_wait(TellDialog(N_("Request to the administrator"), [first, *told], words))
    return _("The request is in {path}.").format(path=target)


async def reseal(app: "DeskApp") -> str:
    """Encrypt everything on the desk anew, or go on with what was cut off."""
    if not await asyncio.to_thread(resealing.unfinished, app.desk):
        consequence = "\n\n".join((what_follows.before_resealing(), *what_follows.after_resealing()))
        question = ConfirmDialog(N_("Encrypt everything anew?"), consequence, "f10", N_("Encrypt anew"))
        if not await app.push_screen_wait(question) or not (new := await new_passphrase(app)):
            return ""
        await asyncio.to_thread(resealing.begin, app.desk, new)
        root = app.desk.folder.root
        if await asyncio.to_thread(passphrase.remembered, root) is not None:
            await asyncio.to_thread(passphrase.remember, root, new)

    def job(progress: Progress) -> resealing.Resealed:
        def told(done: int, of: int) -> bool:
            progress.step(done, of, _("Encrypted anew: {done} of {all}").format(done=done, all=of))
            return not progress.stopped

        return resealing.go_on(app.desk, told)

    done = await app.push_screen_wait(ProgressDialog(N_("Encrypting anew"), job))
    if done is None or not done.finished:
        return _("Stopped. The new passphrase opens the desk; the line goes on where it was.")
    told = [_("Nothing on this desk opens with the earlier key or passphrase."), *what_follows.after_resealing()]
    await app.push_screen_wait(TellDialog(N_("Encrypted anew"), told))
    return ""


async def new_passphrase(app: "DeskApp") -> str | None:
    """A new passphrase, typed twice; None when cancelled."""
    problem = ""
    while True:
        dialog = PassphraseDialog(N_("The new passphrase; a sentence is best:"), repeat=True, problem=problem)
        new: str | None = await app.push_screen_wait(dialog)
        if new is None or len(new) >= passphrase.SHORTEST:
            return new
        problem = _("That is shorter than {count} characters.").format(count=passphrase.SHORTEST)


async def _changed(app: "DeskApp", change: Any) -> directory_changes.Changed:
    changed = await asyncio.to_thread(directory_changes.make, app.desk, change)
    app.after_change()
    return changed


async def _revoke(app: "DeskApp", person: str, reason: str, since: str, asked: Asked | None) -> str:
    desk = app.desk
    name = contacts.person(desk, desk.settings.org, person).name
    question = _("Revoke the keys of {name}?").format(name=name)
    warn = _("{name} can send nothing and fetch nothing from then on. Hand their cases over first.").format(name=name)
    consequence = warn if reason == "left" else what_follows.what_others_can_read(desk)
    consequence = _("It cannot be taken back.") + " " + consequence
    if not await app.push_screen_wait(ConfirmDialog(question, consequence, "f10", N_("Revoke"))):
        return ""
    changed = await _changed(app, partial(organisation.revoke_person, desk, person, reason, since, asked))
    told = [_("The keys of {name} no longer count.").format(name=name), changed.told()]
    if reason != "left":
        told += what_follows.of_a_loss(desk, name, new_keys=asked is not None, published=not changed.trouble)
    await app.push_screen_wait(TellDialog(N_("Revoked"), told))
    return ""


async def _colleague(app: "DeskApp", question: str) -> str | None:
    own = app.desk.settings
    people = await asyncio.to_thread(contacts.organisations, app.desk)
    choices = [(one.person, one.name) for one in (people[0].people if people else ()) if one.person != own.person]
    if not choices:
        raise NotFound(_("The directory has nobody but you."))
    return await app.push_screen_wait(ChoiceDialog(question, choices))


async def _since(app: "DeskApp") -> str | None:
    """The instant from which keys do not count; None when cancelled."""
    help = N_("The day from which others may have had it, as 30/11; leave it empty for from now on.")
    text = await app.push_screen_wait(LineDialog(N_("Since when?"), help, required=False))
    if text is None:
        return None
    found: date | None = parse_date(text, app.desk.today()) if text else None
    if text and found is None:
        raise NotFound(_("That is no day."), _("Nothing was changed."))
    return withdrawals.since_day(found.isoformat() if found else "", app.desk.now())


async def _request_from_file(app: "DeskApp", *, required: bool) -> Asked | None:
    """A request that was read and can be entered; empty where it comes later; None when cancelled."""
    help = N_("The file with their request.") if required else N_(
        "Their request for new keys, where it has come; leave it empty where it comes later.")  # fmt: skip
    name = await app.push_screen_wait(LineDialog(N_("Which request?"), help, required=required))
    if not name:
        return None if name is None else {}
    asked: Asked = await asyncio.to_thread(request_files.read, Path(name))
    requests.check(app.desk, asked)
    return asked


async def _compared(app: "DeskApp", asked: Asked) -> bool:
    ring = _("Ring them on a number that you know from elsewhere, and let them read the words of the request to you:")
    told = " ".join(requests.asking(app.desk, asked).told)
    question = ConfirmDialog(
        N_("Are the words the same?"), f"{told}\n\n{ring}\n\n{requests.request_words(asked)}", "f10", N_("The same")
    )
    same: bool | None = await app.push_screen_wait(question)
    return bool(same)
