"""The actions on three-party meetings, with their forms."""

from typing import Final

from orderdesk.desk.moves.model import Holds, Move, MoveField
from orderdesk.locale import N_

_FORM: Final = MoveField("form", N_("Kind of meeting"), Holds.CHOICE, True, words="meeting_form")
_TIME: Final = (
    MoveField("appointment.day", N_("Day"), Holds.DAY, True, short="day"),
    MoveField("appointment.time", N_("At"), Holds.CLOCK, True, short="time"),
    MoveField("appointment.minutes", N_("How long"), Holds.MINUTES, True, short="length"),
    MoveField("appointment.form", N_("Kind of meeting"), Holds.CHOICE, True, words="meeting_form", short="form"),
    MoveField(
        "appointment.place",
        N_("Where"),
        Holds.LINE,
        True,
        N_("The place, the number to ring, or how to join."),
        short="place",
    ),
)
_PURPOSE: Final = MoveField("purpose", N_("What for"), required=True, help=N_("What is the meeting to settle?"))
_BY: Final = MoveField("by", N_("Asked for by"), Holds.CHOICE, True, words="party")
_PROFESSIONALS: Final = N_("Between the professionals; it is not on the citizen's copy.")

MEETING_MOVES: Final[tuple[Move, ...]] = (
    Move(
        "propose_meeting", "meeting", "propose", N_("Propose a meeting"),
        N_("Propose to meet, all three, at one of some times."), N_("The meeting is proposed."),
        (
            _PURPOSE, _FORM,
            MoveField(
                "options", N_("Times"), Holds.ROWS, True,
                fields=(
                    MoveField("day", N_("Day"), Holds.DAY, True),
                    MoveField("time", N_("At"), Holds.CLOCK, True),
                ),
            ),
        ),
    ),
    Move(
        "schedule_meeting", "meeting", "schedule", N_("Schedule a meeting"),
        N_("Set the time of a meeting, one that was proposed or a new one."), N_("The meeting has its time."),
        (
            _PURPOSE, *_TIME,
            MoveField("agenda", N_("Agenda"), Holds.LINES, help=N_("One matter a line.")),
            MoveField("word_before", N_("A word before"), help=_PROFESSIONALS),
        ),
    ),
    Move(
        "record_meeting", "meeting", "held", N_("Record a meeting"),
        N_("Who was there, what was decided, what the citizen said."), N_("The meeting is recorded."),
        (
            MoveField("day", N_("Held on"), Holds.DAY, True), _FORM,
            MoveField("citizen.present", N_("Citizen there"), Holds.YES_NO, True),
            MoveField("caseworker.present", N_("Caseworker there"), Holds.YES_NO, True),
            MoveField("caseworker.name", N_("Who"), Holds.LINE, help=N_("If it was somebody else.")),
            MoveField("consultant.present", N_("Consultant there"), Holds.YES_NO, True),
            MoveField("consultant.name", N_("Who"), Holds.LINE, help=N_("If it was somebody else.")),
            MoveField("others", N_("Others"), Holds.LINES, help=N_("Name and role, one a line.")),
            MoveField(
                "decisions", N_("Decided"), Holds.ROWS,
                fields=(
                    MoveField("text", N_("What"), required=True),
                    MoveField("owner", N_("Who does it"), Holds.CHOICE, True, words="decision_owner"),
                    MoveField("owner_name", N_("By name"), Holds.LINE),
                    MoveField("by", N_("By when"), Holds.DAY, True),
                ),
            ),
            MoveField("citizen_remarks.status", N_("Citizen's remarks"), Holds.CHOICE, True, words="remarks_status"),
            MoveField("citizen_remarks.words", N_("In own words"), help=N_("What did the citizen say, in own words?")),
            MoveField("citizen_remarks.reason", N_("Why none"), help=N_("Where there are no remarks: why?")),
            MoveField("next_by", N_("Meet again by"), Holds.DAY),
            MoveField("word_after", N_("A word after"), help=_PROFESSIONALS),
        ),
    ),
    Move(
        "record_no_show", "meeting", "no_show", N_("Somebody was not there"),
        N_("The meeting came to nothing because somebody was missing. It says what happened and no more."),
        N_("It is recorded that the meeting came to nothing."),
        (
            MoveField("absent", N_("Not there"), Holds.CHOICES, True, words="party"),
            MoveField("text", N_("What is known"), required=True, help=N_("What is known of why, and what was tried?")),
        ),
        meeting=True,
    ),
    Move(
        "cancel_meeting", "meeting", "cancel", N_("Cancel the meeting"),
        N_("Call a meeting off that is still to come."), N_("The meeting is cancelled."),
        (_BY, MoveField("reason", N_("Why"), required=True)), meeting=True,
    ),
    Move(
        "move_meeting", "meeting", "reschedule", N_("Move the meeting"),
        N_("Give the meeting a new time; the first one stays on record."), N_("The meeting is moved."),
        (_BY, MoveField("reason", N_("Why"), required=True), *_TIME), meeting=True,
    ),
)  # fmt: skip
