"""`orderdesk sync`: send what waits and fetch what has come."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.cli.staying import FOR_EVER
from orderdesk.locale import _, ngettext

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk
    from orderdesk.desk.mail.post import Round


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `sync`."""
    parser.add_argument("--force", action="store_true", help=_("try at once what would be tried later"))
    parser.add_argument(
        "--wait", type=_seconds, metavar="SECONDS", nargs="?", default=0.0, const=FOR_EVER,
        help=_("stay on the line until everything sent has its receipt, or until something comes; without a number"
               " until Ctrl+C, telling what comes"),
    )  # fmt: skip
    parser.add_argument("-q", "--quiet", action="store_true", help=_("say only what is wrong"))
    add_json(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Do rounds of the post and say what went and came. FINDINGS where something was refused, INCOMPLETE where the
    exchange could not be reached."""
    out.quiet = args.quiet
    with opened(args) as desk:
        from orderdesk.desk.mail import line, outbox
        from orderdesk.desk.membership import directory_watch

        rounds = _rounds(desk, args, out)
        last = rounds[-1]
        waiting = outbox.waiting(desk)
        taken = [(digest, desk.store.get("documents", digest) or {}) for one in rounds for digest in one.taken]
        contact = line.contact(desk)
        concerns = directory_watch.concerns(desk)
    refused = [check for one in rounds for check in one.refused]
    if args.json:
        write_json(out, {
            "handed_over": sum(one.handed_over for one in rounds), "doubled": sum(one.doubled for one in rounds),
            "directories": sum(one.directories for one in rounds),
            "taken": [{"digest": d, "kind": row.get("kind"), "thread": row.get("thread")} for d, row in taken],
            "refused": refused, "published": sum(one.published for one in rounds), "early": last.early,
            "asked": sum(one.asked for one in rounds), "trouble": last.trouble,
            "directories_in_doubt": [{"kind": one.kind, "org": one.org, "since": one.since} for one in concerns],
            "line": {"standing": last.standing, "last": contact.last, "since": contact.since},
            "waiting": [{"digest": row.digest, "org": row.org, "person": row.person, "state": row.state,
                         "attempts": row.attempts} for row in waiting],
        })  # fmt: skip
    else:
        for sentence in _told(args, rounds, [str(row.get("kind", "")) for _digest, row in taken]):
            out.talk(sentence)
        receipts = sum(1 for row in waiting if row.state == "handed_over")
        if receipts:
            out.talk(ngettext("{count} waits for its receipt.", "{count} wait for their receipts.", receipts).format(
                count=receipts))  # fmt: skip
        if not args.wait:
            from orderdesk.cli.line_told import line_sentence

            out.talk(line_sentence(last.standing, contact, len(waiting) - receipts))
    for concern in concerns:
        out.error(concern.sentence)
    if last.trouble:
        out.error(last.trouble)
    if refused:
        out.error(_("Something that came was refused."), _("`orderdesk inbox quarantine` shows it."))
        return ExitCode.FINDINGS
    return ExitCode.INCOMPLETE if last.trouble else ExitCode.GOOD


def _rounds(desk: "Desk", args: Namespace, out: Output) -> "list[Round]":
    """One round, or those that it takes within --wait."""
    from orderdesk.desk.mail import post

    def progress(done: int, of: int) -> bool:
        out.bar(done, of)
        return True

    rounds = []
    if args.force or not args.wait:
        rounds.append(post.sync(desk, force=args.force, progress=progress))
    if args.wait:
        from orderdesk.cli.staying import stay

        rounds += stay(desk, args.wait, out)
    return rounds or [post.Round()]


def _told(args: Namespace, rounds: "list[Round]", kinds: list[str]) -> list[str]:
    """What came and went, where that was not told as it happened."""
    if args.wait:
        return []
    from orderdesk.cli.line_told import came_and_went

    return came_and_went(rounds[0], kinds) or [_("Nothing went and nothing came.")]


def _seconds(text: str) -> float:
    if not text.isascii() or not text.isdecimal() or len(text) > 6:
        raise ArgumentTypeError(_("not a number of seconds"))
    return float(text)
