"""What a date phrase can say, as frozen forms.

The grammar builds them and `date_resolving` reads them. A form holds only what the words say:
nothing here knows when a report was published.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["day", "week", "weekend", "month", "quarter", "year"]
Piece = Literal[
    "beginning", "early", "middle", "late", "end", "later", "earlier", "first_half", "second_half"
]
Bound = Literal["about", "by", "within"]


@dataclass(frozen=True, slots=True)
class Year:
    """A year: by `number` ("2024"), or counted from the report's own by `step` ("next year").

    `other` is true for "that year", `step` then counting from the one that the text names last.
    """

    number: int | None = None
    step: int = 0
    other: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """A month, 1 to 12. `year` is None when unsaid; `step` is -1 in "last May", 1 in "next May"."""

    month: int
    year: Year | None = None
    step: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """A week, weekend, month, quarter or year counted from the report's own: "next week" is 1.

    `step` is None for "the weekend", which only the direction places.
    """

    unit: Unit
    step: int | None = 0


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month: "5 March", "the 14th", "Tuesday, March 26".

    `month` is None in "the 14th", a `Period` in "the 14th of next month". `weekday` (Monday is
    0) is the one named beside the date, or None. `recalled` marks a date that has become the
    name of something past ("the Oct. 7 attack").
    """

    day: int
    month: Month | Period | None
    weekday: int | None = None
    recalled: bool = False


@dataclass(frozen=True, slots=True)
class Numeric:
    """A date in figures whose order the words leave open: "05/03/2024"."""

    first: int
    second: int
    year: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday (Monday is 0).

    `step` is -1 in "last Monday", 1 in "next Monday", 0 otherwise. `week` is the calendar week
    counted from the report's own when the phrase names one ("Monday of last week" is -1), else
    None. `further` is the weeks added by "a week on Monday"; `this` is true for "this Monday".
    """

    weekday: int
    step: int = 0
    week: int | None = None
    further: int = 0
    this: bool = False


@dataclass(frozen=True, slots=True)
class RelativeDay:
    """A day counted from the report's own: today is 0, yesterday -1.

    `number` is the day of the month written beside it ("this morning (28)"), or None.
    """

    days: int
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Away:
    """A count of units from the report's own day: "two weeks ago" is -2 weeks.

    `at_most` is true for "within two weeks": any day up to there.
    """

    count: int
    unit: Unit
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday whose day is certain, by its key in `date_holidays`; `year` is None when unsaid."""

    key: str
    year: Year | None = None
    step: int = 0


@dataclass(frozen=True, slots=True)
class Season:
    """A season of the northern hemisphere, by its first month (3, 6, 9 or 12)."""

    first_month: int
    year: Year | None = None
    step: int = 0


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a year, 1 to 4."""

    number: int
    year: Year | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a longer stretch: "early May", "later this month", "the end of next year"."""

    piece: Piece
    whole: Form


@dataclass(frozen=True, slots=True)
class WeekOf:
    """A week or weekend that holds or begins with a day: "the week of June 9"."""

    unit: Unit
    day: Form


@dataclass(frozen=True, slots=True)
class WeekBeside:
    """The seven days before a day (`way` -1) or after it (1): "the week before Christmas"."""

    way: int
    day: Form


@dataclass(frozen=True, slots=True)
class NthWeek:
    """The first, second ... or last (-1) week or weekend of a month."""

    number: int
    unit: Unit
    month: Month | Period


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The first, second ... or last (-1) weekday of a month: "the last Friday of June"."""

    number: int
    weekday: int
    month: Month | Period


@dataclass(frozen=True, slots=True)
class Roughly:
    """A date the words only approach: "around May 10", "as early as next week", "by Friday"."""

    bound: Bound
    form: Form


@dataclass(frozen=True, slots=True)
class Range:
    """From one date to another, both included."""

    first: Form
    last: Form


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of two dates, not said which: "Monday or Tuesday"."""

    first: Form
    last: Form


@dataclass(frozen=True, slots=True)
class Lasting:
    """A number of days from a first one: "for three days from Sunday"."""

    days: int
    first: Form


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A date counted from another one in the text: "three days later", "the following Monday".

    `days` is the way to it, back where negative; `weekday` (Monday is 0) the day of the week it
    falls on, `days` then only saying which way it lies. Both None: a stretch nobody can count to.
    `event` marks one that leads to what follows: "a day after the two had met".
    """

    days: int | None = None
    weekday: int | None = None
    event: bool = False


@dataclass(frozen=True, slots=True)
class FromAnother:
    """A date so many days from that of another form: "a day later" once it is known than what.

    `weekday` as in `Elsewhere`.
    """

    other: Form
    days: int
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Vague:
    """A stretch with no edges: "in the coming days"."""


Form = (
    Year
    | Month
    | Period
    | Day
    | Numeric
    | Weekday
    | RelativeDay
    | Away
    | Holiday
    | Season
    | Quarter
    | Part
    | WeekOf
    | WeekBeside
    | NthWeek
    | NthWeekday
    | Roughly
    | Range
    | OneOf
    | Lasting
    | Elsewhere
    | FromAnother
    | Vague
)
