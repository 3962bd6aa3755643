"""`orderdesk case track`: what another main track would reuse of the file, and what it would ask anew."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from orderdesk.cli.cases.codes import add_code, with_words
from orderdesk.cli.cases.naming import add_case, add_desk_options, case_meant
from orderdesk.cli.days import day
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.main import UsageError
from orderdesk.cli.output import Output
from orderdesk.cli.plain.page import Page
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.cases.case_file import CaseFile
    from orderdesk.desk.casework.shown import Passage
    from orderdesk.documents.order import TrackCode
    from orderdesk.gaps.answer import Answer
    from orderdesk.gaps.track_change import TrackChange


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `case track`."""
    add_case(parser)
    add_code(parser, "track", with_words("track"), _("the track"))
    parser.add_argument("--as-of", metavar="DAY", type=day, help=_("from this day; usually today"))
    parser.add_argument("--set", action="store_true", help=_("change the case's main track to it"))
    parser.add_argument("--reason", metavar="TEXT", default="", help=_("with --set: why"))
    add_json(parser)
    add_desk_options(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Say it; with --set, change the track as well."""
    if args.reason and not args.set:
        raise UsageError(_("--reason goes with --set."))
    track: TrackCode = args.track
    with case_meant(args, out) as (desk, case):
        from orderdesk.desk.casework import case_files, entries, gap_reading, if_track
        from orderdesk.gaps.track_change import change_track

        when = date.fromisoformat(args.as_of) if args.as_of else desk.today()
        kept = case_files.kept(desk, case)
        if args.json:
            found = change_track(kept.file, track, gap_reading.book(desk)[0], when, gap_reading.reminders(desk))
            write_json(out, {"case": case, "as_of": when.isoformat(), "set": args.set, **_as_object(found)})
        else:
            out.result(_text(if_track.if_track(desk, case, track, when)))
        if args.set:
            entries.describe(desk, case, {"tracks": _tracks(kept.file, track, when, args.reason)}, seen=kept.revision)
    if args.set:
        out.talk(_("The case is on that track now."))
    else:
        out.talk(_("The case stays as it is. No decision follows from this."))
    return ExitCode.GOOD


def _text(passages: "Sequence[Passage]") -> str:
    first, *others = passages
    page = Page(first.heading)
    for passage in others:
        page.section(passage.heading)
        for line in passage.sentences:
            page.item("-", line)
    return str(page)


def _as_object(found: "TrackChange") -> dict[str, Any]:
    return {
        "track": found.track,
        "reused": [{"entry": entry, "gaps": list(keys)} for entry, keys in found.entries.items()],
        "new": [_answer(one) for one in found.new],
        "still": [_answer(one) for one in found.still],
        "dropped": [_answer(one) for one in found.dropped],
    }


def _answer(one: "Answer") -> dict[str, Any]:
    return {"gap": one.key, "state": one.state, "severity": one.severity, "what": one.what.message}


def _tracks(file: "CaseFile", track: "TrackCode", when: date, reason: str) -> list[dict[str, Any]]:
    """The tracks of the case with `track` as the main one from a day on; the one that was it keeps its last day, and a
    plan B stays unless it is the new track."""
    from orderdesk.cases.reading import value_of

    tracks = []
    for one in value_of(file).get("tracks") or []:
        ends = one["role"] == "main" or one["track"] == track
        if ends and one.get("until", "9") >= when.isoformat():
            if one["since"] >= when.isoformat():
                continue
            one = {**one, "until": (when - timedelta(days=1)).isoformat()}
        tracks.append(one)
    new = {"track": track, "role": "main", "since": when.isoformat()}
    return [*tracks, {**new, **({"reason": reason} if reason else {})}]
