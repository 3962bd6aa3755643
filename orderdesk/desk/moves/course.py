"""The actions that a notice or a reply carries out on an order, with their forms."""

from typing import Final

from orderdesk.desk.moves.model import Holds, Move, MoveField
from orderdesk.locale import N_

_WHY: Final = MoveField("reason", N_("Why"), required=True)
_END: Final = (
    MoveField("group", N_("Lies with"), Holds.CHOICE, True, N_("Where does the reason lie?"), "end_group"),
    MoveField("code", N_("Reason"), Holds.CHOICE, True, words="end_code"),
    MoveField("reason", N_("In words"), required=True, help=N_("What has happened, and what has been tried?")),
    MoveField("last_day", N_("Last day"), Holds.DAY, True, N_("The last day of the course.")),
)
_SESSION: Final = (
    MoveField("absence.reason", N_("Reason"), Holds.CHOICE, True, words="absence_reason"),
    MoveField("absence.text", N_("In words"), help=N_("What did the citizen, or somebody else, say?")),
    MoveField("absence.notified", N_("Gave word"), Holds.YES_NO, True, N_("Did the citizen give word beforehand?")),
    MoveField(
        "absence.attempts", N_("Attempts"), Holds.NUMBER, True, N_("How often did you try to reach the citizen?")
    ),
)

COURSE_MOVES: Final[tuple[Move, ...]] = (
    Move(
        "withdraw", "notice", "withdraw", N_("Withdraw"),
        N_("Take the order back before it has been answered."), N_("The order is withdrawn."),
        (_WHY,), grave=True,
    ),
    Move(
        "acknowledge", "reply", "acknowledge", N_("Acknowledge the amendment"),
        N_("Say that the course goes on as the new version says."), N_("The amendment is acknowledged."),
        (MoveField("text", N_("A word to them"), help=N_("What does it mean for the course?")),),
    ),
    Move(
        "object", "reply", "object", N_("Object to the amendment"),
        N_("Say what cannot be done as the new version says. It stands until the caseworker amends it again."),
        N_("The objection is sent."),
        (
            MoveField("paths", N_("Fields"), Holds.PLACES, help=N_("Which of the changed fields is it about?")),
            MoveField("text", N_("Why"), required=True),
            MoveField("alternative", N_("You could do instead")),
        ),
    ),
    Move(
        "start", "notice", "started", N_("Tell of the start"),
        N_("Say when the first session was offered, and when the citizen came."), N_("The start is told."),
        (
            MoveField("first_offered", N_("First offered"), Holds.DAY, True,
                      N_("The first session that was offered, kept or not.")),
            MoveField("first_attended", N_("First attended"), Holds.DAY,
                      help=N_("Empty while the citizen has not come.")),
            MoveField("text", N_("How it went")),
        ),
    ),
    Move(
        "hold", "notice", "hold", N_("Put on hold"),
        N_("Pause the course; it goes on from where it was."), N_("The course is on hold."),
        (
            MoveField("code", N_("Reason"), Holds.CHOICE, True, words="hold_code"),
            MoveField("reason", N_("In words"), required=True),
            MoveField("since", N_("From"), Holds.DAY, True),
            MoveField("expected_resume", N_("Goes on again"), Holds.DAY, True, N_("Expected; Today asks then.")),
        ),
    ),
    Move(
        "resume", "notice", "resume", N_("Resume"), N_("Let the course go on."), N_("The course goes on."),
        (
            MoveField("day", N_("From"), Holds.DAY, True),
            MoveField("text", N_("What is different now")),
        ),
    ),
    Move(
        "change_consultant", "notice", "consultant", N_("Change consultant"),
        N_("Another consultant takes over; the earlier ones stay on record."), N_("The consultant is changed."),
        (
            MoveField("consultant", N_("Consultant"), Holds.COLLEAGUE, True),
            MoveField("since", N_("From"), Holds.DAY, True),
            _WHY,
            MoveField("citizen_told", N_("Citizen told"), Holds.YES_NO, True, N_("Has the citizen been told?")),
            MoveField("note", N_("For the colleague"),
                      help=N_("What the new consultant should know. It goes to your colleague alone, with the order.")),
        ),
    ),
    Move(
        "change_caseworker", "handover", "handover", N_("Hand the case over"),
        N_("Give the case to a colleague, for good or for some weeks. Your colleague gets its documents and a summary;"
           " the provider is told whom to ring. The case file is not sent along."),
        N_("The case is handed over."),
        (
            MoveField("to_person", N_("Colleague"), Holds.COLLEAGUE, True, N_("Who takes the case over?")),
            MoveField("since", N_("From"), Holds.DAY, True),
            MoveField("until", N_("Until"), Holds.DAY,
                      help=N_("The last day, when it is for some weeks; empty when it is for good.")),
            MoveField("reason", N_("Why"), required=True),
            MoveField("summary.now", N_("How it stands"), required=True, help=N_("How do things stand now?")),
            MoveField("summary.next_step", N_("Next step"), required=True, help=N_("What comes next, and when?")),
            MoveField("summary.blocks", N_("In the way"), help=N_("What is in the way?")),
            MoveField("summary.promised", N_("Promised"), help=N_("What has been promised, and to whom?")),
            MoveField("summary.citizen", N_("The citizen"), help=N_("What works in talking with this citizen?")),
            MoveField("told", N_("To the provider"),
                      help=N_("What the provider should know of it. Whom to ring is said anyway.")),
        ),
    ),
    Move(
        "end", "notice", "end", N_("End the course"),
        N_("Ask to end the course before its time. The provider agrees and sends the final report."),
        N_("You have asked to end the course."), _END, grave=True,
    ),
    Move(
        "hand_back", "notice", "hand_back", N_("Hand the order back"),
        N_("Ask to be released from the order, with a note for whoever takes over."),
        N_("You have asked to hand the order back."),
        (
            *_END,
            MoveField("hand_over.reached", N_("Reached"), required=True,
                      help=N_("What has been reached, goal by goal?")),
            MoveField("hand_over.open", N_("Stands open"), required=True,
                      help=N_("What stands open, and what has been promised to whom?")),
            MoveField("hand_over.works", N_("What works"), help=N_("What works with this citizen, and what does not?")),
        ),
        grave=True,
    ),
    Move(
        "agree_end", "notice", "agree_end", N_("Agree to the end"),
        N_("Agree that the course ends. Where sessions have been held, a final report follows."),
        N_("It is agreed that the course ends."), (MoveField("text", N_("A word to them")),), grave=True,
    ),
    Move(
        "retract_end", "notice", "retract_end", N_("Take the request back"),
        N_("Take back your own request to end the course; it goes on."), N_("The request is taken back."), (_WHY,),
    ),
    Move(
        "waive_final", "notice", "waive_final", N_("Close without a final report"),
        N_("Close the order though no final report comes."), N_("The order is closed without a final report."),
        (MoveField("reason", N_("Why"), required=True, help=N_("Why is it not needed, or why will it not come?")),),
        grave=True,
    ),
    Move(
        "waive_report", "notice", "waive_report", N_("Waive a report"),
        N_("Say that the report of a period is not wanted."), N_("The report is waived."),
        (MoveField("start", N_("From"), Holds.DAY, True), MoveField("end", N_("To"), Holds.DAY, True), _WHY),
    ),
    Move(
        "reopen", "notice", "reopen", N_("Open again"),
        N_("Open a course again that has ended, to a new last day."), N_("The course is open again."),
        (_WHY, MoveField("until", N_("New last day"), Holds.DAY, True)),
    ),
    Move(
        "enter_error", "notice", "entered_in_error", N_("Entered in error"),
        N_("The order should never have been sent. It is kept on both sides and counted on neither."),
        N_("The order is marked as entered in error."),
        (MoveField("reason", N_("What was wrong"), required=True),), grave=True,
    ),
    Move(
        "tell_absence", "notice", "absence", N_("Tell of an absence"),
        N_("Tell the caseworker today that the citizen did not come. It says what happened and no more."),
        N_("The absence is told."),
        (
            MoveField("day", N_("Day"), Holds.DAY, True),
            MoveField("time", N_("At"), Holds.CLOCK),
            MoveField("session", N_("Session"), Holds.CHOICE, True, words="session_kind"),
            *_SESSION,
            MoveField("plan", N_("You do now"), help=N_("What do you do now, and what would help?")),
        ),
    ),
    Move(
        "warn", "notice", "warning", N_("Early warning"),
        N_("Tell now what cannot wait for the report."), N_("The warning is sent."),
        (
            MoveField("about", N_("About"), Holds.CHOICE, True, words="notice_warning"),
            MoveField("text", N_("What you see"), required=True),
            MoveField("wish", N_("What would help"), help=N_("What would help, and from whom?")),
        ),
    ),
    Move(
        "not_ready", "notice", "not_ready", N_("Not ready yet"),
        N_("Tell that something has to come before the course can do its work."), N_("It is told."),
        (
            MoveField("needs", N_("What comes first"), Holds.CHOICE, True, words="not_ready_needs"),
            MoveField("text", N_("What you see"), required=True,
                      help=N_("What do you see, and what does the citizen say?")),
            MoveField("proposal", N_("You propose meanwhile")),
        ),
    ),
    Move(
        "good_news", "notice", "good_news", N_("Good news"),
        N_("Tell now what went well."), N_("The good news is sent."),
        (
            MoveField("text", N_("What went well"), required=True),
            MoveField("goal", N_("Goal"), Holds.ITEM),
        ),
    ),
    Move(
        "align", "notice", "stances", N_("Expectation alignment"),
        N_("Say where the citizen stands on the order's goals and activities."), N_("The alignment is recorded."),
        (
            MoveField("day", N_("Asked on"), Holds.DAY, True),
            MoveField("how", N_("How"), Holds.CHOICE, True, words="voice_how"),
            MoveField(
                "stances", N_("Stances"), Holds.ROWS, True,
                fields=(
                    MoveField("item", N_("Goal or activity"), Holds.ITEM, True),
                    MoveField("stance", N_("Stance"), Holds.CHOICE, True, words="stance"),
                    MoveField("words", N_("In own words")),
                ),
            ),
        ),
    ),
)  # fmt: skip
