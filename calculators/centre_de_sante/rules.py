"""Which file opens a centre de santé: who may manage it, récépissé, agrément, kind of centre.

CSP, articles L. 6323-1 to L. 6323-1-13. Since the law of 19/05/2023 dental, ophthalmological and
orthoptic activities need an agrément; the others still need a récépissé; a mixed centre, both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain

from calculators.centre_de_sante.fields import ACTIVITIES, MANAGERS
from calculators.one_answer import ACI_OF_A_CENTRE
from calculators.vocabulary import text
from calculators.vocabulary.errors import FieldError
from calculators.vocabulary.fields import Answers
from calculators.vocabulary.result import Criterion, Ground, Headline, Missing, Note, Report, Words
from calculators.vocabulary.scales import Scale

FILES = {
    (True, False): ("recepisse", "Un récépissé seul"),
    (False, True): ("agrement", "Un agrément seul"),
    (True, True): ("recepisse_et_agrement", "Un récépissé et un agrément"),
}
# The kinds are those of the statistics of the Assurance Maladie: the code defines none.
KINDS = {
    "medicale": "medical",
    "ophtalmologique": "medical",
    "dentaire": "dentaire",
    "infirmiere": "infirmier",
    "orthoptique": "autre",
    "autre_paramedicale": "autre",
}
KIND_WORDS = {
    "medical": "Médical",
    "dentaire": "Dentaire",
    "infirmier": "Infirmier",
    "polyvalent": "Polyvalent",
    "autre": "Hors des quatre types des statistiques",
}
# The manager that most centres have, named as an example.
EXAMPLE = "organisme_a_but_non_lucratif"


def check(answers: Answers) -> Iterable[FieldError]:
    """Refuse a centre that would do nothing."""
    if not answers.several("activites"):
        yield FieldError("activites", "Choisissez au moins une activité.")


def kind(activities: Iterable[str]) -> str:
    """Give the kind of a centre: that of its activity, or `polyvalent` for several."""
    kinds = {KINDS[activity] for activity in activities}
    paramedical = {"orthoptique", "autre_paramedicale"}
    if len(kinds) > 1 or paramedical <= set(activities):
        return "polyvalent"
    return kinds.pop()


def needing(answers: Answers, scale: Scale, *, agrement: bool) -> list[str]:
    """Give the activities that need an agrément, or those that need a récépissé."""
    return [
        activity
        for activity in ACTIVITIES
        if activity in answers.several("activites")
        and bool(scale["agrement"][activity].value) is agrement
    ]


def rules(answers: Answers, scale: Scale) -> Report:
    """Answer on the manager, the file and the kind, with the steps in their order."""
    manager = answers.choice("gestionnaire")
    admitted = bool(scale["gestionnaires"][manager].value)
    receipt, approval = (bool(needing(answers, scale, agrement=a)) for a in (False, True))
    code, words = FILES[receipt, approval]
    found = kind(answers.several("activites"))
    return Report(
        headline=Headline(
            label="Pour ouvrir ce centre",
            value=code if admitted else "gestionnaire_non_admis",
            unit="",
            text=words if admitted else "Ce gestionnaire n’est pas admis par la loi",
        ),
        values={
            "gestionnaire_admis": admitted,
            "recepisse_requis": receipt,
            "agrement_requis": approval,
            "type_de_centre": found,
            "verdict_aci_msp": "depends" if admitted else "not_eligible",
        },
        words={
            "gestionnaire_admis": Words("Gestionnaire admis", guide="comprendre/cds"),
            "recepisse_requis": Words(
                "Récépissé de l’engagement de conformité",
                text="requis" if receipt else "non requis",
                detail=_activities(answers, scale, agrement=False),
            ),
            "agrement_requis": Words(
                "Agrément",
                text="requis" if approval else "non requis",
                detail=_activities(answers, scale, agrement=True),
            ),
            "type_de_centre": Words("Type de centre", text=KIND_WORDS[found]),
            "verdict_aci_msp": Words(
                "Accord conventionnel interprofessionnel (ACI) des maisons de santé",
                text="Possible sous condition" if admitted else "Conditions non remplies",
                detail=ACI_OF_A_CENTRE if admitted else "Il faut d’abord un gestionnaire admis.",
                guide="comprendre/aci",
            ),
        },
        criteria=chain(
            _manager(manager, scale), _files(answers, scale), _kind(found), _steps(scale)
        ),
        missing=() if admitted else (_other_manager(manager, scale),),
        warnings=_warnings(manager),
        not_computed=_not_computed(approval=approval),
    )


def _activities(answers: Answers, scale: Scale, *, agrement: bool) -> str:
    words = [ACTIVITIES[activity] for activity in needing(answers, scale, agrement=agrement)]
    return f"Pour\u202f: {text.listing(words)}." if words else ""


def _manager(manager: str, scale: Scale) -> Iterator[Criterion]:
    amount = scale["gestionnaires"][manager]
    yield Criterion(
        id="gestionnaire",
        label="Un gestionnaire de la liste de la loi",
        status="met" if amount.value else "missing",
        detail=MANAGERS[manager]
        + ("\u202f: dans la liste." if amount.value else "\u202f: pas dans la liste."),
        ground=Ground.of(amount),
        verdict="gestionnaire_admis",
    )
    if manager == "scic":
        yield _step(
            "scic",
            "Les associés de la SCIC",
            "Ses associés personnes morales doivent eux-mêmes figurer dans la liste.",
            Ground.of(amount),
        )
    if scale["agrement"]["dentaire"].value:
        yield _step(
            "dirigeants",
            "Des dirigeants sans conflit d’intérêts",
            "Un dirigeant du gestionnaire ne peut pas avoir d’intérêt dans une entreprise privée "
            "qui lui vend des prestations.",
            Ground("cds-l3", "art. L. 6323-1-3, II", "officiel"),
        )


def _files(answers: Answers, scale: Scale) -> Iterator[Criterion]:
    yield _file(
        "recepisse",
        "Récépissé de l’engagement de conformité",
        "Remettez l’engagement de conformité à l’agence régionale de santé (ARS) avant "
        "l’ouverture. Son récépissé autorise à soigner les assurés.",
        needing(answers, scale, agrement=False),
        scale,
    )
    yield _file(
        "agrement",
        "Agrément",
        "Déposez à l’agence régionale de santé (ARS) le projet de santé, les liens d’intérêts des "
        "dirigeants et les contrats avec d’autres sociétés.",
        needing(answers, scale, agrement=True),
        scale,
    )
    if needing(answers, scale, agrement=True):
        first = scale["agrement_provisoire"].amount
        yield _step(
            "agrement_provisoire",
            "Un agrément d’abord provisoire",
            f"Il devient définitif {first} après l’ouverture. Une visite peut avoir lieu avant.",
            Ground.of(first),
        )
    if {"dentaire", "ophtalmologique"} & set(needing(answers, scale, agrement=True)):
        yield _step(
            "comite",
            "Un comité dentaire ou médical",
            "Obligatoire avec plus d’un dentiste ou plus d’un ophtalmologue. Il se réunit au moins "
            "chaque trimestre.",
            Ground("cds-l6", "art. L. 6323-1-5, II", "officiel"),
        )


def _file(id: str, label: str, how: str, concerned: list[str], scale: Scale) -> Criterion:
    amounts = scale["agrement"].amounts
    return Criterion(
        id=id,
        label=label,
        status="unknown" if concerned else "not_applicable",
        detail=how if concerned else "Aucune activité prévue ne le demande.",
        ground=Ground.of(*(amounts[activity] for activity in concerned or ACTIVITIES)),
        verdict=f"{id}_requis",
        decides=False,
    )


def _kind(found: str) -> Iterator[Criterion]:
    yield _step(
        "type",
        f"Type de centre\u202f: {KIND_WORDS[found].lower()}",
        "La loi ne définit pas de types\u202f: ce sont ceux des statistiques de l’Assurance "
        "maladie.",
        Ground("cds-s3", "catégories de la déclaration annuelle", "deduit"),
    )


def _steps(scale: Scale) -> Iterator[Criterion]:
    yield _step(
        "projet_de_sante",
        "Un projet de santé et son règlement de fonctionnement",
        "Accès, continuité, coordination. Le règlement est annexé au projet.",
        Ground("cds-l7", "art. L. 6323-1-10", "officiel"),
    )
    yield _step(
        "salaries",
        "Des soignants salariés",
        "Le gestionnaire les emploie. Un centre peut n’avoir qu’une profession.",
        Ground("cds-l5", "art. L. 6323-1-5, I", "officiel"),
    )
    yield _step(
        "finess",
        "Un numéro au fichier des établissements (FINESS)",
        "L’agence régionale de santé (ARS) l’attribue. Sans lui, pas de facturation.",
        Ground("cds-l23", "numéros FINESS", "officiel"),
    )
    if "adhesion" in scale.figures:
        days = scale["adhesion"].amount
        yield _step(
            "conventionnement",
            "Le conventionnement, à demander à la caisse",
            "Il n’est plus automatique. Selon l’avenant 4 à l’accord de 2015, l’adhésion prend "
            f"effet dans les {days}.",
            Ground.of(days),
        )
    yield Criterion(
        id="aci_accord_national",
        label="Pour l’ACI des maisons de santé, ne pas adhérer à l’accord national",
        status="unknown",
        detail=f"{ACI_OF_A_CENTRE} Comparez les deux avec votre caisse avant d’adhérer.",
        ground=Ground("msp-paps", "structures concernées", "officiel"),
        verdict="verdict_aci_msp",
    )
    days = scale["modification"].amount
    yield _step(
        "modifications",
        "Les changements, à signaler à l’agence régionale de santé (ARS)",
        f"Sous {days}\u202f: gestionnaire, adresse, règlement, équipement, antenne fermée.",
        Ground.of(days),
    )


def _step(id: str, label: str, detail: str, ground: Ground) -> Criterion:
    return Criterion(id, label, "unknown", detail, ground, decides=False)


def _other_manager(manager: str, scale: Scale) -> Missing:
    return Missing(
        id="gestionnaire",
        label="Trouver un gestionnaire admis, par exemple une association",
        gain=Decimal(0),
        unit="",
        text="Le gestionnaire est alors dans la liste de la loi.",
        proof="Statuts du gestionnaire.",
        changes={"gestionnaire": EXAMPLE},
        brings={"gestionnaire_admis": True},
        ground=Ground.of(scale["gestionnaires"][manager]),
    )


def _warnings(manager: str) -> Iterator[Note]:
    if manager == "region":
        yield Note(
            "region",
            "Jusqu’en 2022, la loi citait toutes les collectivités territoriales, et des pages "
            "le répètent encore. La version lue ne cite plus la région.",
        )


def _not_computed(*, approval: bool) -> Iterator[Note]:
    if approval:
        yield Note(
            "delai_agrement",
            "Nous n’avons trouvé ni le délai d’instruction de l’agrément, ni l’effet d’un "
            "silence de l’agence régionale de santé (ARS).",
        )
    yield Note(
        "remuneration",
        "La rémunération d’un centre n’est pas calculée. L’accord national de 2015 n’est plus "
        "en vigueur, et nous n’avons pas lu les montants de celui de 2025.",
    )
    yield Note(
        "delai_recepisse",
        "Le texte lu ne fixe pas de délai pour recevoir le récépissé\u202f: une pièce "
        "manquante suspend la démarche.",
    )
