"""The checks of a report: what each is called, why it is made, and what to do."""

from typing import Final

from orderdesk.checks.catalogue import Check
from orderdesk.locale import N_

REPORT_CHECKS: Final[tuple[Check, ...]] = (
    Check(
        "REP01", "block", N_("A goal is not answered"),
        N_("The report is the answer to the order, goal by goal."),
        N_("Answer the goal. That it was not worked on is an answer, with the reason."),
    ),
    Check(
        "REP02", "block", N_("A question is not answered"),
        N_("The caseworker asked in order to decide something."),
        N_("Answer the question, or write why it cannot be answered yet."),
    ),
    Check(
        "REP03", "block", N_("Ordered documentation is not mentioned"),
        N_("The caseworker plans by when the documentation will be there."),
        N_("Say whether it is produced, under way or not started, and why."),
    ),
    Check(
        "REP04", "block", N_("Worked on or not: missing"),
        N_("An empty field is not an answer."),
        N_("Say whether the goal was worked on in the period; if not, why."),
    ),
    Check(
        "REP05", "block", N_("A figure without an observation"),
        N_("A figure is worth what it rests on."),
        N_("Write what was seen or heard that the figure rests on, kept apart from what you think of it."),
    ),
    Check(
        "REP06", "block", N_("Sums that do not add up"),
        N_("The caseworker recomputes them from the sessions."),
        N_("Let the sums be made anew from the sessions, and correct the hours that cannot be right."),
    ),
    Check(
        "REP07", "block", N_("The provider's cancellation on the citizen's account"),
        N_("A session that the provider cancelled never counts against the citizen."),
        N_("Take the absence off the session: it was cancelled by the provider."),
    ),
    Check(
        "REP08", "block", N_("Absence without a reason"),
        N_("Absence that is not explained is judged by somebody who was not there."),
        N_("Choose the reason; if it is not known, say so and how you tried to reach the citizen."),
    ),
    Check(
        "REP09", "block", N_("The citizen's view is missing"),
        N_("The citizen has a right to be heard about what is written."),
        N_("Quote the citizen and say how it was obtained, or write why it could not be had and what was tried."),
    ),
    Check(
        "REP10", "block", N_("A final report without an outcome"),
        N_("The final report is what the caseworker decides on."),
        N_("Write the outcome, a recommendation, and the needs that nobody has met yet."),
    ),
    Check(
        "REP11", "block", N_("A work trial that ended without a reason"),
        N_("Why a trial ended decides what can be tried next; without it a new one begins from nothing."),
        N_("Write why it ended: what was seen, and what the citizen and the employer say."),
    ),
    Check(
        "REP-SHAPE", "block", N_("A field that is missing or cannot be read"),
        N_("A report is read by programs as well: each field has its form."),
        N_("Fill in or correct the field that is named."),
    ),
    Check(
        "SHAPE", "block", N_("A field that is missing or cannot be read"),
        N_("A document is read by programs as well: each field has its form."),
        N_("Fill in or correct the field that is named."),
    ),
    Check(
        "REP20", "advise", N_("New figure, last month's observation"),
        N_("When the figure has moved, something has been seen that was not seen last month."),
        N_("Write what was seen this month that the new figure rests on."),
    ),
    Check(
        "REP21", "advise", N_("The same text as last month"),
        N_("Repeated text hides whether anything happened, and is not read."),
        N_("Write what is particular to this month; nothing new is also to be said, and why."),
    ),
    Check(
        "REP22", "advise", N_("The same text as about another citizen"),
        N_("Text that fits two citizens describes the programme."),
        N_("Write what this citizen did, said or managed."),
    ),
    Check(
        "REP23", "advise", N_("A standard phrase"),
        N_("It describes the programme, not this citizen."),
        N_("Write what this citizen did in it, and what came of it."),
    ),
    Check(
        "REP24", "advise", N_("It goes well, in one line"),
        N_("The caseworker cannot see from it what to do next."),
        N_("Write what was seen: small steps and setbacks too."),
    ),
    Check(
        "REP25", "advise", N_("Last month's step is not followed up"),
        N_("A step that nobody returns to was not a step."),
        N_("Say for the step what became of it: done, partly, not done or dropped, and why."),
    ),
    Check(
        "REP26", "advise", N_("Perhaps the provider's cause on the citizen's account"),
        N_("What the provider or an employer caused never counts against the citizen."),
        N_("If the provider cancelled, mark the session as cancelled by the provider, or change the cause."),
    ),
    Check(
        "REP27", "advise", N_("Nobody tried to reach an absent citizen"),
        N_("Somebody who stays away without a word may need a call."),
        N_("Write how many times you tried to reach the citizen, and what came of it."),
    ),
    Check(
        "REP28", "advise", N_("Answers another version of the order"),
        N_("The order has been changed since; the goals may be others now."),
        N_("Answer the version in force. A correction of an earlier report may keep the version it answered."),
    ),
    Check(
        "REP29", "advise", N_("Answers something that was not ordered, or twice"),
        N_("The caseworker reads the report against the order."),
        N_("Keep one answer to each goal, question and piece of documentation of the order."),
    ),
    Check(
        "REP30", "advise", N_("Dates outside the period or the course"),
        N_("Each report covers its own days, within the course."),
        N_("Correct the period, or move the session to the report it belongs to."),
    ),
    Check(
        "REP31", "advise", N_("Off track without a reason"),
        N_("The caseworker can help only when it is known what is in the way."),
        N_("Write what stands in the way, and what would help."),
    ),
    Check(
        "REP32", "advise", N_("A next step in the past"),
        N_("A step is something that will be done."),
        N_("Give the step a day after the period."),
    ),
    Check(
        "REP33", "advise", N_("Words that judge"),
        N_("The citizen reads the report, and a judgement takes the place of what was seen."),
        N_("Write what happened, or what was said, instead of what the citizen is."),
    ),
    Check(
        "REP34", "advise", N_("Hard to read"),
        N_("The citizen reads the report too. The figure is LIX: words a sentence plus long words in a hundred."),
        N_("Shorter sentences, everyday words."),
    ),
    Check(
        "REP35", "advise", N_("The work trial is not described"),
        N_("The whole picture of a work trial is needed: tasks, hours, what was adjusted and what came of it."),
        N_("Fill in the work trial for the period, or write in the documentation why it has not begun."),
    ),
    Check(
        "REP37", "advise", N_("Days that do not fit the work trial"),
        N_("The hours are read week by week, from the first day to the last."),
        N_("Give each week its Monday, once, between the first and the last day of the trial."),
    ),
    Check(
        "REP38", "advise", N_("An absence, and what it may cost"),
        N_("A report tells of an absence and how the citizen was looked for. Nothing follows from it by itself."),
        N_("Keep to the reason, how you tried to reach the citizen, and what came of it."),
    ),
    Check(
        "REP36", "advise", N_("The local word lists are not used"),
        N_("A file cannot be read. Until it can, the program's own lists are used."),
        N_("Put the named line of the named file right. `orderdesk local` shows what the lists change."),
    ),
)  # fmt: skip
