"""Days as people read them: in figures, as commands show and take them, and with the month's name, as forms do."""

from datetime import date

from orderdesk.locale import N_, _

MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"), N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"),
    N_("Nov"), N_("Dec"),
)  # fmt: skip
"""Msgids."""

# A translation writes the three places in the order and with the marks of its language.
_FIGURES = N_("{year:04}-{month:02}-{day:02}")


def in_figures(day: date) -> str:
    """ "2026-12-03", in Danish "03.12.2026". Commands and forms both read it."""
    return _(_FIGURES).format(year=day.year, month=day.month, day=day.day)


def in_words(day: date) -> str:
    """ "3 Dec 2026", in Danish "3. dec. 2026". Forms read it, commands do not."""
    return _("{day} {month} {year}").format(day=day.day, month=_(MONTHS[day.month - 1]), year=day.year)
