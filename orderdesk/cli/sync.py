"""`orderdesk sync`: send what waits and fetch what has come."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.locale import _, ngettext

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk
    from orderdesk.desk.post import Round

_PAUSE = 1.0  # seconds between rounds while waiting; a folder costs nothing to look into


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `sync`."""
    parser.add_argument("--force", action="store_true", help=_("try at once what would be tried later"))
    parser.add_argument(
        "--wait", type=_seconds, metavar="SECONDS", default=0, help=_("go on until everything sent has its receipt")
    )
    parser.add_argument("-q", "--quiet", action="store_true", help=_("say only what is wrong"))
    add_json(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Do rounds of the post and say what went and came. FINDINGS where something was refused, INCOMPLETE where the
    exchange could not be reached."""
    out.quiet = args.quiet
    with opened(args) as desk:
        from orderdesk.desk import outbox

        done = _rounds(desk, args, out)
        waiting = outbox.waiting(desk)
        taken = [(digest, desk.store.get("documents", digest) or {}) for digest in done.taken]
    if args.json:
        write_json(out, {
            "handed_over": done.handed_over, "doubled": done.doubled, "directories": done.directories,
            "taken": [{"digest": d, "kind": row.get("kind"), "thread": row.get("thread")} for d, row in taken],
            "refused": list(done.refused), "published": done.published, "early": done.early,
            "trouble": done.trouble,
            "waiting": [{"digest": row.digest, "org": row.org, "person": row.person, "state": row.state,
                         "attempts": row.attempts} for row in waiting],
        })  # fmt: skip
    else:
        for line in _told(done, [str(row.get("kind", "")) for _digest, row in taken], len(waiting)):
            out.talk(line)
    if done.trouble:
        out.error(done.trouble)
    if done.refused:
        out.error(_("Something that came was refused."), _("`orderdesk inbox quarantine` shows it."))
        return ExitCode.FINDINGS
    return ExitCode.INCOMPLETE if done.trouble else ExitCode.GOOD


def _rounds(desk: "Desk", args: Namespace, out: Output) -> "Round":
    """One round, or as many as it takes within --wait."""
    import time

    from orderdesk.desk import outbox, post

    def progress(done: int, of: int) -> bool:
        out.progress(_("{done} of {all}").format(done=done, all=of))
        return True

    until = time.monotonic() + args.wait
    total = post.sync(desk, force=args.force, progress=progress)
    while time.monotonic() < until and outbox.waiting(desk):
        time.sleep(_PAUSE)
        more = post.sync(desk, force=True, progress=progress)
        total = post.Round(
            total.handed_over + more.handed_over, total.taken + more.taken, total.doubled + more.doubled,
            total.refused + more.refused, total.directories + more.directories, more.trouble, more.early,
            total.published + more.published,
        )  # fmt: skip
    return total


def _told(done: "Round", kinds: list[str], waiting: int) -> list[str]:
    came = [kind for kind in kinds if kind != "receipt"]
    receipts = len(kinds) - len(came)
    counts = (
        (done.handed_over, ngettext("{count} handed over.", "{count} handed over.", done.handed_over)),
        (len(came), ngettext("{count} document came.", "{count} documents came.", len(came))),
        (receipts, ngettext("{count} receipt came.", "{count} receipts came.", receipts)),
        (done.doubled, ngettext("{count} had come before.", "{count} had come before.", done.doubled)),
        (done.directories, ngettext("{count} directory is new.", "{count} directories are new.", done.directories)),
        (done.early, ngettext("{count} is left in the mailbox until it can be believed.",
                              "{count} are left in the mailbox until they can be believed.", done.early)),
        (waiting, ngettext("{count} waits for its receipt.", "{count} wait for their receipts.", waiting)),
    )  # fmt: skip
    return [words.format(count=count) for count, words in counts if count] or [_("Nothing went and nothing came.")]


def _seconds(text: str) -> float:
    if not text.isascii() or not text.isdecimal() or len(text) > 6:
        raise ArgumentTypeError(_("not a number of seconds"))
    return float(text)
