"""`orderdesk demo`: two desks with invented citizens to try out, or one whole loop played without a screen."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from orderdesk.cli.exit_codes import ExitCode, of_screens
from orderdesk.cli.output import Output
from orderdesk.errors import NotPossible
from orderdesk.locale import _, language_of, ngettext

if TYPE_CHECKING:
    from orderdesk.demo.house import Door

WITHOUT_DESK = True


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `demo`."""
    parser.add_argument("--play", action="store_true", help=_("play one whole loop without a screen, step by step"))
    parser.add_argument(
        "--dir", metavar="DIR", help=_("keep everything in this folder, with the signed documents as files")
    )


def run(args: Namespace, out: Output) -> ExitCode:
    """Play the loop, or open the two desks."""
    kept = Path(args.dir) if args.dir else None
    if args.play:
        return _play(kept, out)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        out.talk(_("There is no terminal here, so the demo plays itself."))
        return _play(kept, out)
    with _folder(kept) as name:
        return _open(Path(name), kept, out)


def _play(kept: Path | None, out: Output) -> ExitCode:
    from orderdesk.demo.play import play
    from orderdesk.demo.telling import StepFailed, Telling
    from orderdesk.desk.clock import day_in_denmark, system_clock

    if kept is not None and kept.exists() and (not kept.is_dir() or any(kept.iterdir())):
        raise NotPossible(
            _("{folder} is not empty; nothing was changed.").format(folder=kept), _("Choose an empty folder.")
        )
    telling = Telling(out.line)
    with _folder(kept) as name:
        folder = Path(name)
        try:
            papers = play(folder, telling, day=day_in_denmark(system_clock()), language=_language())
        except StepFailed as failed:
            out.error(failed.message, failed.advice)
            return ExitCode.FINDINGS
        _conclude(telling.steps, len(papers.written), telling.looks, out)
        if kept is None:
            out.line(_("The folder is removed again; --dir DIR keeps it."))
        else:
            _ways_on(papers.documents, papers.directory, out)
    return ExitCode.GOOD


def _conclude(steps: int, documents: int, looks: int, out: Output) -> None:
    out.line()
    text = ngettext(
        "{steps} steps, {documents} signed document; {looks} claims looked at and found to hold.",
        "{steps} steps, {documents} signed documents; {looks} claims looked at and found to hold.",
        documents,
    )
    out.line(text.format(steps=steps, documents=documents, looks=looks))


def _ways_on(documents: Path, directory: Path, out: Output) -> None:
    """How to check what was written by oneself."""
    from orderdesk.demo.town import PASSPHRASE

    out.line(_("Check it yourself:"))
    out.line(f"  orderdesk validate {documents} --trust {directory}")
    out.line(_("The desks lie in {folder} and open with the passphrase {passphrase}.").format(
        folder=documents.parent / "desks", passphrase=PASSPHRASE))  # fmt: skip


def _open(folder: Path, kept: Path | None, out: Output) -> ExitCode:
    from orderdesk.demo import house
    from orderdesk.demo.town import PASSPHRASE
    from orderdesk.desk.clock import day_in_denmark, system_clock

    if not house.is_ready(folder):
        out.talk(_("Setting up the demo: ten people get desks and keys, and half a year is played."))
        house.prepare(folder, day=day_in_denmark(system_clock()), language=_language(), progress=_quarters(out))
    out.talk(_("The passphrase of every desk is: {passphrase}").format(passphrase=PASSPHRASE))
    code = _screens(house.doors(folder), PASSPHRASE, _crash_folder(kept))
    if kept is not None:
        out.talk(_("Everything is kept in {folder}; `orderdesk demo --dir {folder}` opens it again.").format(
            folder=kept))  # fmt: skip
        out.talk(_("The passphrase of every desk is: {passphrase}").format(passphrase=PASSPHRASE))
    return code


def _screens(doors: "Sequence[Door]", passphrase: str, crash_folder: Path) -> ExitCode:
    """The two desks on screen, until they are left."""
    from orderdesk.tui.app import DeskApp, DeskChoice

    app = DeskApp([DeskChoice(door.label, door.root, passphrase) for door in doors], crash_folder=crash_folder)
    app.run()
    return of_screens(app.return_code)


def _quarters(out: Output) -> Callable[[int, int], None]:
    """Says at each quarter how far the filling has come."""

    def progress(done: int, of: int) -> None:
        if done * 4 // of != (done - 1) * 4 // of:
            out.talk(_("  {done} of {count} steps signed, sent and fetched").format(done=done, count=of))

    return progress


def _crash_folder(kept: Path | None) -> Path:
    """Where a crash of the screens is written down: it must outlive a demo that is thrown away."""
    if kept is not None:
        return kept / "crashes"
    import platformdirs

    return Path(platformdirs.user_log_path("orderdesk"))


def _folder(kept: Path | None) -> AbstractContextManager[str]:
    """The folder that is kept, or one that goes with the demo."""
    if kept is not None:
        return nullcontext(str(kept))
    import tempfile

    return tempfile.TemporaryDirectory(prefix="orderdesk-demo-", ignore_cleanup_errors=True)


def _language() -> Literal["da", "en"]:
    return "da" if language_of(dict(os.environ)) == "da" else "en"
