"""A calculator: its inputs, its texts and its rules; and how an answer is computed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from calculators.vocabulary.answer import Answer
from calculators.vocabulary.errors import FieldError, InvalidInput, Rejected
from calculators.vocabulary.estimate import Estimator
from calculators.vocabulary.fields import Answers, Day, Field, Number, accept
from calculators.vocabulary.follow import Follow, nothing_follows
from calculators.vocabulary.picture import Picture, no_picture
from calculators.vocabulary.plan import Plan
from calculators.vocabulary.result import Deadlines, Json, Report
from calculators.vocabulary.scales import NoScale, Scale, Scales

type Rules = Callable[[Answers, Scale], Report]

AS_OF = Day(key="on", label="Date de calcul", hint="Par exemple 30/06/2025.")


def day(on: date | str) -> date:
    """Give the day on which a question is asked; `InvalidInput` when it is not one."""
    try:
        return AS_OF.accept(on)
    except Rejected as rejected:
        raise InvalidInput(FieldError(AS_OF.key, str(rejected))) from None


@dataclass(frozen=True)
class Example:
    """A worked case, shown on the page of the calculator and tested."""

    title: str
    inputs: Mapping[str, object]
    on: date | None = None


@dataclass(frozen=True)
class Grid:
    """A table of results for typical inputs, printed at build for who has no script."""

    caption: str
    row_label: str
    rows: tuple[Example, ...]
    columns: Mapping[str, str]
    """The ids of the values shown, and their headings."""


def _nothing_more(_answers: Answers) -> Iterable[FieldError]:
    return ()


def _asked_date(_answers: Answers, on: date) -> date:
    return on


def asked_on(answers: Answers, on: date) -> Answers:
    """Keep, under `on`, the day of the question: populations and texts are chosen by it."""
    return answers.with_changes({"on": on})


def _as_given(answers: Answers, _on: date) -> Answers:
    return answers


@dataclass(frozen=True, kw_only=True)
class Calculator:
    """Everything that the four doors need to know of one subject."""

    slug: str
    title: str
    purpose: str
    """The question it answers, in one sentence."""
    fields: tuple[Field, ...]
    scales: Scales
    rules: Rules
    start: Mapping[str, object]
    """The least that can be computed, as an example: only inputs that cannot do without."""
    needs: str
    """What the page opens on: what to answer first, and what it gives."""
    estimator: Estimator | None = None
    """How its amount is bounded while questions wait for an answer."""
    examples: tuple[Example, ...] = ()
    grid: Grid | None = None
    folded: tuple[str, ...] = ()
    """The groups of inputs that most readers leave alone: the form keeps them closed."""
    check: Callable[[Answers], Iterable[FieldError]] = _nothing_more
    """What must hold between fields."""
    complete: Callable[[Answers, date], Answers] = _as_given
    """What an absent input (a year) takes from the asked date."""
    as_of: Callable[[Answers, date], date] = _asked_date
    """The date that decides the scale, when an input (a year) says more than the asked date."""
    deadlines: Callable[[date, Mapping[str, date], Scale], Deadlines] | None = None
    """The dates that a contract signed on a day sets, its missions starting on these days."""
    follows: Callable[[Answer], Iterable[Follow]] = nothing_follows
    """What to compute next, with what is known."""
    pictures: Callable[[Answer], Iterable[Picture]] = no_picture
    """What is seen at a glance."""
    plan: Callable[[Answer], Plan] | None = None
    """What to do in the year, where there is a year to plan."""
    years: Callable[[Answer], Iterable[tuple[int, str]]] | None = None
    """The years of the contract, where `dated_by` is a year; and what to know of each."""
    dated_by: str = "on"
    """The input to blame when no scale is known."""

    @property
    def reviewed_on(self) -> date:
        """Give the last day on which its texts were looked for: its « today »."""
        return self.scales.checked_on

    def answers(self, inputs: Mapping[str, object], on: date | str | None = None) -> Answers:
        """Check the inputs; `InvalidInput` names every field at fault."""
        answers = self.complete(accept(self.fields, inputs), self._asked_on(on))
        errors = tuple(self.check(answers))
        if errors:
            raise InvalidInput(*errors)
        return answers

    def answer(self, inputs: Mapping[str, object], on: date | str | None = None) -> Answer:
        """Answer with the texts that apply on a date.

        `on` is the day on which the question is asked; by default, the last day on which the
        texts were checked. `InvalidInput` names every input that cannot be accepted.
        """
        try:
            answers = self.answers(inputs, on)
        except InvalidInput as invalid:
            raise InvalidInput(*invalid.errors, *self._undated(on)) from None
        asked_on = self._asked_on(on)
        as_of = self.as_of(answers, asked_on)
        try:
            scale = self.scales.at(as_of)
        except NoScale as unknown:
            raise InvalidInput(FieldError(self.dated_by, str(unknown))) from None
        given = frozenset(key for key, value in inputs.items() if value is not None)
        report = self.rules(answers, scale)
        return Answer(self, answers, given, scale, asked_on, as_of, report)

    def compute(self, inputs: Mapping[str, object], on: date | str | None = None) -> Json:
        """Compute the result of the contract, as `answer` does."""
        return self.answer(inputs, on).result()

    def values(self, inputs: Mapping[str, object], on: date | str | None = None) -> Json:
        """Compute the values of the result alone, without the time that words take."""
        return self.answer(inputs, on).values()

    def estimate(self, inputs: Mapping[str, object], on: date | str | None = None) -> Json:
        """Bound the amount of inputs that may be partial, as the contract says.

        `InvalidInput` names what cannot be accepted, and what an amount cannot do without.
        """
        self._estimable()
        return self.estimated(self.answer(inputs, on))

    def estimated(self, answer: Answer) -> Json:
        """Bound the amount of an answer, as `estimate` does of inputs."""
        self._estimable()
        if answer.estimate is None:
            raise InvalidInput(*(self._ask(key) for key in answer.needs))
        return {
            "calculator": self.slug,
            "scale": answer.scale_json(),
            **answer.estimate.as_json(),
        }

    def _estimable(self) -> None:
        if self.estimator is None:
            raise InvalidInput(
                FieldError("calculator", f"« {self.title} » n’a pas de montant à estimer.")
            )

    def _ask(self, key: str) -> FieldError:
        field = next(field for field in self.fields if field.key == key)
        expected = field.expected if isinstance(field, Number) else "Répondez."
        return FieldError(key, f"« {field.label} » est nécessaire à l’estimation. {expected}")

    def _undated(self, on: date | str | None) -> Iterable[FieldError]:
        """Say too, where nothing but the asked date chooses the text, that it has none."""
        if self.dated_by != AS_OF.key:
            return
        try:
            self.scales.at(self._asked_on(on))
        except NoScale as unknown:
            yield FieldError(self.dated_by, str(unknown))

    def _asked_on(self, on: date | str | None) -> date:
        return self.reviewed_on if on is None else day(on)

    def as_json(self, answers: Mapping[str, object]) -> Json:
        """Give accepted inputs back as JSON."""
        return {
            field.key: None if answers[field.key] is None else field.as_json(answers[field.key])
            for field in self.fields
        }
