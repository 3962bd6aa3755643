"""`orderdesk sign`: sign a document that a script composed. It is not sent."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.main import UsageError
from orderdesk.cli.output import Output
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk
    from orderdesk.trust.result import Verification

_KINDS = ("order", "reply", "report", "review", "note", "receipt")


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `sign`."""
    parser.add_argument(
        "file", metavar="FILE", help=_("a body, or a document without its proof; JSON or TOML; - is stdin")
    )
    parser.add_argument("--kind", choices=_KINDS, help=_("what a body is the body of"))
    parser.add_argument("--to", type=_addressee, metavar="ORG[/PERSON]", action="append", default=[],
                        help=_("whom a body is for; may be repeated"))  # fmt: skip
    parser.add_argument("--thread", metavar="THREAD", default="", help=_("the thread that a body belongs to"))
    parser.add_argument("--output", metavar="FILE", help=_("where the signed document goes; otherwise stdout"))
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Sign it with the desk's key, verify it, and only then write it, as its canonical bytes."""
    from orderdesk.cli.body_file import read_body_file

    value = read_body_file(args.file)
    whole = "type" in value or "@context" in value
    if whole and (args.kind or args.to or args.thread):
        raise UsageError(_("--kind, --to and --thread go with a body; a document has its own."))
    if not whole and not (args.kind and args.to):
        raise UsageError(_("A body needs --kind and --to."))
    with opened(args) as desk:
        from orderdesk.desk.ordering import composing

        document = composing.completed(desk, value) if whole else _around(desk, value, args)
        data, verification = composing.sign(desk, document)
    if not verification:
        return _refused(verification, out)
    if args.output:
        from orderdesk.durable import replace

        replace(Path(args.output), data, 0o644)
        out.line(args.output)
    else:
        out.line(data.decode())
    return ExitCode.GOOD


def _around(desk: "Desk", body: dict[str, Any], args: Namespace) -> dict[str, Any]:
    from orderdesk.desk import naming
    from orderdesk.desk.issuing import To
    from orderdesk.desk.ordering import composing

    thread = args.thread
    if thread and not thread.startswith("urn:uuid:"):
        thread = naming.order(desk, thread)
    return composing.compose(desk, body, args.kind, to=[To(*one) for one in args.to], thread=thread)


def _refused(verification: "Verification", out: Output) -> ExitCode:
    failed = verification.failure
    out.error(_("Nothing was written: {reason}").format(reason=failed.message if failed else ""),
              failed.advice if failed else "")  # fmt: skip
    for finding in verification.findings:
        out.talk(f"  {finding.path}: {_(finding.message)}")
    return ExitCode.FINDINGS


def _addressee(text: str) -> tuple[str, str]:
    org, slash, person = text.partition("/")
    if not org or (slash and not person):
        raise ArgumentTypeError(_("not an addressee such as fjordvejen or fjordvejen/sara-holt"))
    return org, person
