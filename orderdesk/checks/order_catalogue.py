"""The checks of an order: what each is called, why it is made, and what to do."""

from typing import Final

from orderdesk.checks.catalogue import Check
from orderdesk.locale import N_

ORDER_CHECKS: Final[tuple[Check, ...]] = (
    Check(
        "ORD01", "block", N_("No purpose"),
        N_("Without a purpose the provider guesses, and the citizen does not see the point."),
        N_("Write why this course is needed for this citizen. Not knowing yet is a purpose: write what to find out."),
    ),
    Check(
        "ORD02", "block", N_("No goal"),
        N_("Every report answers the goals of the order; an order without one cannot be answered."),
        N_("Write at least one goal: what should be different for the citizen when the course ends."),
    ),
    Check(
        "ORD03", "block", N_("No way to see that a goal is met"),
        N_("The consultant scales each month what was seen; that needs a sign agreed from the start."),
        N_("Write what one will see or hear when the goal is met: what the citizen does, how often, since when."),
    ),
    Check(
        "ORD04", "block", N_("A goal without a date"),
        N_("Whether a goal is on track can be told only when it has a date."),
        N_("Give the goal the day it should be met, within the course."),
    ),
    Check(
        "ORD05", "block", N_("Priority missing or given twice"),
        N_("An order reads as one more order unless it is unmistakable what comes first."),
        N_("Number the goals 1, 2, 3: no two with the same number."),
    ),
    Check(
        "ORD06", "block", N_("A date outside the course"),
        N_("What falls outside the course cannot be done or reported in it."),
        N_("Move the date into the course, or change when the course starts or ends."),
    ),
    Check(
        "ORD07", "block", N_("Nobody who can be reached"),
        N_("A provider who does not know whom to ring waits, or guesses."),
        N_("Give the caseworker's name, direct telephone and mail."),
    ),
    Check(
        "ORD08", "block", N_("No report frequency"),
        N_("Reports that come at the end come too late to change anything."),
        N_("Choose how often a report is wanted; monthly is usual."),
    ),
    Check(
        "ORD09", "block", N_("The citizen's view is missing"),
        N_("The citizen's own view often differs from the order's, and the provider must be able to see it."),
        N_("Write what the citizen says in own words, or that the citizen was asked and declined, and when."),
    ),
    Check(
        "ORD10", "block", N_("Interpreter without a language"),
        N_("The provider cannot book an interpreter without the language."),
        N_("Choose the language, or say that no interpreter is needed."),
    ),
    Check(
        "ORD11", "block", N_("Documentation without a rule"),
        N_("What the documentation must show follows from the rule it is needed for."),
        N_("Write the rule that needs the documentation, or take the request out."),
    ),
    Check(
        "ORD12", "block", N_("Attachment without a basis for sharing"),
        N_("Information may be passed on only when there is a basis for it."),
        N_("Point to the consent or the provision that covers the attachment, or take it out."),
    ),
    Check(
        "ORD13", "block", N_("A day to answer by that has passed"),
        N_("An order that is not answered by its day expires; this one would have expired before it arrived."),
        N_("Give a day that is still to come, or leave it empty: then the desk's own clock says it."),
    ),
    Check(
        "ORD-SHAPE", "block", N_("A field that is missing or cannot be read"),
        N_("An order is read by programs as well: each field has its form."),
        N_("Fill in or correct the field that is named."),
    ),
    Check(
        "ORD20", "advise", N_("The purpose is a lone word"),
        N_("A lone word, such as clarification or motivation, fits every citizen and more often leads nowhere."),
        N_("Write what is to be clarified and what the answer decides, or add the question under what to find out."),
    ),
    Check(
        "ORD21", "advise", N_("More of the same as the purpose"),
        N_("That an earlier course goes on says nothing about what should come of it now."),
        N_("Write what the earlier course gave, what is still missing, and what is to be done differently."),
    ),
    Check(
        "ORD22", "advise", N_("Vague words"),
        N_("Words without a measure mean something else to each reader, and no report can answer them."),
        N_("Write how much, how often or compared with what."),
    ),
    Check(
        "ORD23", "advise", N_("A way out in the sentence"),
        N_("A goal that holds only as far as possible can neither be met nor missed."),
        N_("Say what is wanted and on which condition, or mark the goal as open to the consultant's judgement."),
    ),
    Check(
        "ORD24", "advise", N_("Two goals in one"),
        N_("When one half is met and the other is not, the goal cannot be scaled."),
        N_("Make two goals of it, each with its own priority, sign and date."),
    ),
    Check(
        "ORD25", "advise", N_("An activity in the place of a goal"),
        N_("Taking part is not a result: one can take part every day and stand where one stood."),
        N_("Write what should come of it for the citizen, and move the doing to the activities."),
    ),
    Check(
        "ORD26", "advise", N_("No baseline"),
        N_("Small steps and setbacks can be seen only from where it began."),
        N_("Write how things stand today for this goal."),
    ),
    Check(
        "ORD27", "advise", N_("Hours that do not carry the goals"),
        N_("Goals beyond the hours bought are not worked on. Rule of thumb: one hour a week for each goal."),
        N_("Fewer goals, more hours, or goals one after another with later dates."),
    ),
    Check(
        "ORD28", "advise", N_("Nearly equal to another order"),
        N_("A copied order describes another citizen."),
        N_("Write what is particular to this citizen: the purpose, the goals and their signs."),
    ),
    Check(
        "ORD29", "advise", N_("Facts that may have gone stale"),
        N_("Descriptions are carried from order to order long after they have stopped being true."),
        N_("Ask the citizen whether it still holds, and set the date to the day of the answer."),
    ),
    Check(
        "ORD30", "advise", N_("Hard to read"),
        N_("The citizen reads the order too. The figure is LIX: words a sentence plus long words in a hundred."),
        N_("Shorter sentences, everyday words."),
    ),
    Check(
        "ORD31", "advise", N_("Words that judge"),
        N_("The citizen reads the order, and a judgement tells the consultant what to see."),
        N_("Write what happened, or what was said, instead of what the citizen is."),
    ),
    Check(
        "ORD32", "advise", N_("More diagnosis than the purpose needs"),
        N_("Only what the provider needs for the task may be passed on; what helps is what it means at work."),
        N_("Write what the condition means for a working day, and leave out diagnoses that no goal or question needs."),
    ),
    Check(
        "ORD33", "advise", N_("Another order is running"),
        N_("Two courses at a time that do not know of each other pull the citizen in two directions."),
        N_("Say whether this order replaces the other, starts it anew, or runs beside it."),
    ),
    Check(
        "ORD34", "advise", N_("Final report too late to be used"),
        N_("The meeting before the end should be held with the final report in hand."),
        N_("Set the final report at the latest 14 days before the course ends."),
    ),
    Check(
        "ORD35", "advise", N_("An activity that serves no goal"),
        N_("An activity is ordered for the sake of a goal; without one nobody knows when it is enough."),
        N_("Point to the goal that the activity serves, or take it out."),
    ),
    Check(
        "ORD36", "advise", N_("A shared mailbox or the switchboard"),
        N_("Who rings a switchboard reaches somebody who does not know the case."),
        N_("Give the caseworker's own telephone and mail."),
    ),
    Check(
        "ORD37", "advise", N_("A wish set aside without a reason"),
        N_("A citizen whose wish is not followed has a right to know why, and the provider will be asked."),
        N_("Write why the wish is not, or only partly, followed."),
    ),
    Check(
        "ORD38", "advise", N_("A date that has not come yet"),
        N_("What has been said, confirmed or given cannot have happened in the future."),
        N_("Correct the date."),
    ),
    Check(
        "ORD39", "advise", N_("A whole case file in the order"),
        N_("In a long order nobody finds what comes first, and more is passed on than the task needs."),
        N_("Keep the purpose, the goals and the few facts that the consultant must know."),
    ),
    Check(
        "ORD40", "advise", N_("The citizen disagrees, and the order does not say with what"),
        N_("Where the citizen sees it otherwise, the consultant must know from the start."),
        N_("Write what the citizen does not agree with, and what you have agreed to do about it."),
    ),
    Check(
        "ORD41", "advise", N_("The local word lists are not used"),
        N_("A file cannot be read. Until it can, the program's own lists are used."),
        N_("Put the named line of the named file right. `orderdesk local` shows what the lists change."),
    ),
)  # fmt: skip
