"""Which form suits a project: each form asks a few things, each answer fits, excludes, or waits.

What a form asks stands in `forms.toml`. One answer that excludes makes it unsuited; every rule
fulfilled makes it suited; in between it is possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from calculators.orientation.fields import FIELDS
from calculators.vocabulary import text
from calculators.vocabulary.data import read
from calculators.vocabulary.errors import FieldError
from calculators.vocabulary.fields import Answers
from calculators.vocabulary.result import Criterion, Ground, Headline, Note, Report, Words
from calculators.vocabulary.scales import Scale

type Fit = Literal["met", "unknown", "missing"]
LABELS = {field.key: field.label for field in FIELDS}
WORDS = {"possible": "Forme possible", "inadaptee": "Pas pour ce projet"}
SAID: Mapping[Fit, str] = {"met": "yes", "unknown": "maybe", "missing": "no"}
UNANSWERED = "Des questions sont encore sans réponse."
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Rule:
    """What a form asks of one question."""

    question: str
    label: str
    fits: tuple[str, ...]
    allows: tuple[str, ...]
    said: Mapping[Fit, str]
    ground: Ground

    def fit(self, given: tuple[str, ...]) -> Fit:
        """Say how the answers to the question stand; no answer leaves it open."""
        if any(answer in self.fits for answer in given):
            return "met"
        if not given or any(answer in self.allows for answer in given):
            return "unknown"
        return "missing"


class Stand(NamedTuple):
    """How the answers stand with what a form asks."""

    criterion: Criterion
    answered: bool = True


@dataclass(frozen=True)
class Form:
    """A form of coordinated practice and what it asks."""

    id: str
    name: str
    guide: str
    suited: str
    """The words of a form that suits."""
    rules: tuple[Rule, ...]


def _load() -> tuple[Form, ...]:
    return tuple(
        Form(
            id=form["id"],
            name=form["name"],
            guide=form["guide"],
            suited=form.get("suited", "Forme adaptée"),
            rules=tuple(
                Rule(
                    question=rule["question"],
                    label=rule["label"],
                    fits=tuple(rule["fits"]),
                    allows=tuple(rule.get("allows", ())),
                    said={fit: rule[word] for fit, word in SAID.items() if word in rule},
                    ground=Ground(rule["source"], rule["page"], rule["confidence"]),
                )
                for rule in form["rule"]
            ),
        )
        for form in read("orientation", "forms")["form"]
    )


FORMS = _load()


def check(answers: Answers) -> Iterable[FieldError]:
    """Refuse more members than doctors of the specialty."""
    present, members = answers["specialistes_presents"], answers["specialistes_adherents"]
    if present is not None and members is not None and members > present:
        yield FieldError(
            "specialistes_adherents",
            f"Ils sont {text.number(present)} sur le territoire. "
            f"Indiquez un nombre entier entre 0 et {text.number(present)}.",
        )


def rules(answers: Answers, scale: Scale) -> Report:
    """Say of each form whether it suits the project, and why."""
    stands = {form.id: list(_stands(form, answers, scale)) for form in FORMS}
    verdicts = {id: _verdict(stand.criterion for stand in found) for id, found in stands.items()}
    best = [id for id, verdict in verdicts.items() if verdict == "adaptee"]
    open_ = [id for id, verdict in verdicts.items() if verdict == "possible"]
    return Report(
        headline=Headline(
            label="Pour votre projet",
            value=",".join(best) or "aucune",
            unit="",
            text=_headline(best, open_),
        ),
        values={f"forme_{id}": verdict for id, verdict in verdicts.items()},
        words={
            f"forme_{form.id}": Words(
                label=form.name,
                text=WORDS.get(verdicts[form.id], form.suited),
                detail=_why(stands[form.id], verdicts[form.id]),
                guide=form.guide,
            )
            for form in FORMS
        },
        criteria=[stand.criterion for found in stands.values() for stand in found],
        not_computed=[
            Note(
                "cumul",
                "Les formes s’ajoutent\u202f: une maison ou un centre de santé peut être membre "
                "d’une CPTS, et toute équipe peut appeler le DAC.",
            ),
            Note(
                "cpom",
                "Une ESP, une CPTS ou une ESS ne signe pas de contrat pluriannuel d’objectifs et "
                "de moyens (CPOM) à ce titre\u202f: l’article L. 1435-3 ne les cite pas. Leur aide "
                "passe par un autre contrat avec l’agence régionale de santé (ARS).",
            ),
            Note(
                "montants",
                "Ce questionnaire ne calcule aucun montant. Les calculateurs de chaque forme le "
                "font.",
            ),
        ],
    )


def _verdict(criteria: Iterable[Criterion]) -> str:
    criteria = list(criteria)
    statuses = {criterion.status for criterion in criteria if criterion.decides}
    if "missing" in statuses:
        return "inadaptee"
    every = {criterion.status for criterion in criteria}
    return "adaptee" if every == {"met"} else "possible"


def _headline(best: list[str], open_: list[str]) -> str:
    if best:
        many = "s" * (len(best) > 1)
        return f"Forme{many} adaptée{many}\u202f: {text.listing(best)}"
    if open_:
        return f"À étudier\u202f: {text.listing(open_)}"
    return "Aucune forme ne répond à toutes vos réponses"


def _stands(form: Form, answers: Answers, scale: Scale) -> Iterator[Stand]:
    for rule in form.rules:
        given = answers[rule.question] or ()
        status = rule.fit((given,) if isinstance(given, str) else given)
        detail = (
            rule.said[status] if given else f"Répondez à «\u00a0{LABELS[rule.question]}\u00a0»."
        )
        criterion = Criterion(
            id=f"{form.id}_{rule.question}",
            group=form.id,
            label=rule.label,
            status=status,
            detail=detail,
            ground=rule.ground,
            verdict=f"forme_{form.id}",
        )
        yield Stand(criterion, answered=bool(given))
    if form.id == "ESS" and "ess_presents" in scale.figures:
        yield from map(Stand, _thresholds(answers, scale))


def _thresholds(answers: Answers, scale: Scale) -> Iterator[Criterion]:
    present, members = answers["specialistes_presents"], answers["specialistes_adherents"]
    least, share = scale["ess_presents"].amount, scale["ess_part"].amount
    if present is None or members is None:
        return
    reached = present >= least.value and members * HUNDRED >= share.value * present
    yield Criterion(
        id="ESS_seuils",
        group="ESS",
        label=f"au moins {least} de la spécialité, dont {share} réunis",
        status="met" if reached else "missing",
        detail=f"{text.number(members)} sur {text.number(present)}. "
        + ("Les seuils sont atteints." if reached else "Non, sauf dérogation."),
        ground=Ground.of(least, share),
        verdict="forme_ESS",
        decides=False,
    )


def _why(stands: list[Stand], verdict: str) -> str:
    criteria = [stand.criterion for stand in stands]
    if verdict == "adaptee":
        return " ".join(c.detail for c in criteria)
    if verdict == "inadaptee":
        return " ".join(c.detail for c in criteria if c.decides and c.status == "missing")
    told = [c.detail for c, answered in stands if answered and c.status != "met"]
    everything = all(stand.answered for stand in stands)
    return " ".join(told if everything else [*told, UNANSWERED])
