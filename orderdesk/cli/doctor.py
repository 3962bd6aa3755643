"""`orderdesk doctor`: see whether a desk is well, and put right what can be."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from orderdesk.cli.desk_access import add_passphrase, folder_of, passphrase_of, speak
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.locale import N_, _, use_language

if TYPE_CHECKING:
    from orderdesk.desk.health import Report

_SCHEMA_VERSION = 1
_LABELS = {
    "store": N_("the store"), "documents": N_("the documents"), "files": N_("files kept with cases"),
    "keys": N_("your keys"),
    "directory": N_("the directories"), "exchange": N_("the exchange"), "outbox": N_("the outbox"),
    "quarantine": N_("the quarantine"), "clock": N_("the clock"), "leftovers": N_("unfinished files"),
}  # fmt: skip


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `doctor`."""
    parser.add_argument("--repair", action="store_true", help=_("repair a damaged store; the damaged file is kept"))
    parser.add_argument("--rebuild", action="store_true", help=_("make the lists anew from the documents"))
    parser.add_argument("-q", "--quiet", action="store_true", help=_("say only what is wrong"))
    add_json(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Look at everything; FINDINGS where something is wrong."""
    from orderdesk.desk import health
    from orderdesk.desk.folder import DeskFolder, load_settings

    out.quiet = args.quiet
    folder = folder_of(args)
    speak(load_settings(DeskFolder(folder)).language)
    passphrase = passphrase_of(args, folder)
    if args.json:
        use_language("en")  # what scripts read is the same everywhere

    def progress(count: int) -> None:
        out.progress(_("{count} documents read").format(count=count))

    found = health.examine(folder, passphrase, repair=args.repair, rebuild=args.rebuild, progress=progress)
    if args.json:
        write_json(out, _object(found, health.NAMES))
    else:
        out.result(_text(found, health.NAMES, quiet=args.quiet))
    return ExitCode.FINDINGS if found.troubles else ExitCode.GOOD


def _object(found: "Report", names: tuple[str, ...]) -> dict[str, object]:
    ill = {trouble.name for trouble in found.troubles}
    status = {name: "failed" if name in ill else "passed" if name in found.looked_at else "not_checked"
              for name in names}  # fmt: skip
    return {
        "schema_version": _SCHEMA_VERSION,
        "status": "failed" if ill else "passed",
        "checks": [{"name": name, "status": status[name]} for name in names],
        "findings": [{"code": t.name, "message": t.message, "advice": t.advice} for t in found.troubles],
        "done": list(found.done),
    }


def _text(found: "Report", names: tuple[str, ...], *, quiet: bool) -> str:
    lines = [] if quiet else list(found.done)
    for name in names:
        troubles = [trouble for trouble in found.troubles if trouble.name == name]
        lines += [f"{_(_LABELS[name])}: {trouble.message} {trouble.advice}".rstrip() for trouble in troubles]
        if not troubles and not quiet:
            well = _("well") if name in found.looked_at else _("could not be looked at")
            lines.append(f"{_(_LABELS[name])}: {well}")
    return "".join(f"{line}\n" for line in lines)
