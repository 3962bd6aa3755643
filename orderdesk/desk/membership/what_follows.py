"""What those who joined, lost, rotated or left must hear: what was done, what others must do now, and what cannot be
undone. Sentences for commands and screens alike."""

from orderdesk.desk.desk import Desk
from orderdesk.exchange.hub_address import is_hub
from orderdesk.locale import _


def of_an_invitation(org_name: str, file: str) -> list[str]:
    """What happens with an invitation."""
    return [
        _("Give {file} to whoever joins {org}; it holds no secret. They set up their desk with"
          " `orderdesk init --invitation {file}` and ring you.").format(file=file, org=org_name),
        _("On the telephone you read the twelve words to them. They then give you a request and read out its words;"
          " `orderdesk key admit` enters them."),
    ]  # fmt: skip


def of_entering(name: str, *, new: bool) -> list[str]:
    """What happens when a person, or a person's new keys, are in the directory."""
    told = [_("Tell {name}: `orderdesk sync`, or F5 on the screen, and the desk works.").format(name=name)]
    if new:
        told.append(_("Partners can write to {name} when their desks have fetched the directory.").format(name=name))
    return told


def of_a_loss(desk: Desk, name: str, *, new_keys: bool, published: bool = True) -> list[str]:
    """What to do after a lost computer, and what whoever has it can still read."""
    told = [what_others_can_read(desk, published=published)]
    if new_keys:
        there = _("The new keys of {name} are in force. Others seal to them as soon as their desks have fetched the"
                  " directory.")  # fmt: skip
        return [*told, there.format(name=name)]
    return [
        *told,
        _("On a new computer {name} brings back a backup with `orderdesk restore FILE --after-loss`, or begins anew"
          " with `orderdesk init --invitation FILE` (`orderdesk key invite` makes that file). Either writes a request;"
          " enter it with `orderdesk key admit FILE` after comparing its words.").format(name=name),
        _("Without a backup, what lay on the lost computer alone is gone: drafts, case files and notes. What others"
          " sent they can send again."),
    ]  # fmt: skip


def what_others_can_read(desk: Desk, *, published: bool = True) -> str:
    """What the finder of a computer has, and what they have no longer; `published` where the exchange has the directory
    that says so."""
    told = _(
        "Whoever has the computer and knows the passphrase, or found the desk open, can read everything that was on it;"
        " nothing takes that back. What they sign from now on is refused, under an earlier date too."
    )
    if is_hub(desk.settings.exchange):
        way = _("The hub lets the old keys in no longer, neither to fetch nor to hand over.")
        if not published:
            way = _("The hub lets the old keys in until it has the new directory: hurry.")
    else:
        way = _("The folder of the exchange knows no keys: whoever can still reach it can take sealed post out of it,"
                " and read what was sealed to the old keys. See that they cannot reach it.")  # fmt: skip
    seal = _("Desks that have not fetched the new directory still seal to the old keys.")
    return f"{told} {way} {seal}"


def of_a_rotation(desk: Desk, *, others_may_have: bool, published: bool = True, resealed: bool = False) -> list[str]:
    """What comes after new keys. `others_may_have` where the earlier ones may be in other hands, `resealed` where
    everything on the desk was encrypted anew just before."""
    told = []
    if desk.keys.has("administration"):
        told.append(_("Nobody else need do anything: the directory names the new keys, and the words of your"
                      " organisation are the same as before."))  # fmt: skip
    else:
        told.append(_("Until your administrator has entered the new keys, nothing that you sign is believed. Ring them;"
                      " then `orderdesk sync`."))  # fmt: skip
    told.append(_("Old documents stay readable on this desk. A backup made before now holds the earlier keys; make a"
                  " new one."))  # fmt: skip
    if others_may_have:
        told.append(what_others_can_read(desk, published=published and desk.keys.has("administration")))
        if not resealed:
            told.append(_("What lies on this desk still opens with the key that it had: encrypt it anew with"
                          " `orderdesk key reseal`."))  # fmt: skip
        if desk.keys.has("administration"):
            told.append(_("The key that your organisation began with was on it too. Who has it could show those who do"
                          " not know you yet a false first directory: give new partners your words and the number of"
                          " your directory by telephone, or found the organisation anew."))  # fmt: skip
    return told


def before_resealing() -> str:
    """What a person should know before everything is encrypted anew."""
    return _(
        "Everything on this desk is encrypted anew, under a new key and a new passphrase. The earlier passphrase opens"
        " it no longer. It may be stopped, or cut off, at any time, and goes on where it was."
    )


def after_resealing() -> list[str]:
    """What encrypting anew does not reach."""
    return [
        _("Backups made before now still open with the earlier passphrase and hold all that was in them: make a new one"
          " with `orderdesk backup`, then destroy the old ones."),
        _("What somebody has copied already stays readable to them; so may traces on the disk where files lay before."),
    ]  # fmt: skip


def before_ending(name: str) -> str:
    """What ending a partnership means."""
    return _(
        "What {name} sends from now on is not believed, and nothing more can be sent to them. Documents that have come"
        " stay, and stay readable. End or hand back what is under way first."
    ).format(name=name)
