"""The size and the money of a CPTS, against the tables of the facts (sections 0, 2 and 3).

The tables are copied here by hand, in another shape than the scale: they are the oracle.
"""

from __future__ import annotations

from typing import Any

import pytest

from calculators import compute, find
from tests.support import ids, one, refusal

AVENANT_2 = "2025-06-30"
ACI_2019 = "2020-01-01"
PEOPLE = {1: 30_000, 2: 60_000, 3: 120_000, 4: 200_000}
OPTIONS: dict[str, Any] = {"qualite": True, "accompagnement": True}
every_tier = pytest.mark.parametrize("tier", [1, 2, 3, 4])

# Section 3.2, in the order of the four sizes.
FIXED = {
    "acces_soins": (60_000, 75_000, 90_000, 110_000),
    "parcours": (25_000, 35_000, 45_000, 50_000),
    "prevention": (10_000, 15_000, 17_500, 20_000),
    "qualite": (7_500, 10_000, 15_000, 20_000),
    "accompagnement": (5_000, 7_500, 10_000, 15_000),
}
VARIABLE = {
    "acces_soins": (20_000, 25_000, 35_000, 45_000),
    "parcours": (25_000, 35_000, 45_000, 50_000),
    "prevention": (10_000, 15_000, 17_500, 20_000),
    "qualite": (7_500, 10_000, 15_000, 20_000),
    "accompagnement": (5_000, 7_500, 10_000, 15_000),
}
RUNNING = (50_000, 60_000, 75_000, 90_000)
PLAN_WRITTEN = (25_000, 35_000, 45_000, 50_000)
PLAN_UPDATED = (12_500, 17_500, 22_500, 25_000)
CRISIS = (37_500, 52_500, 67_500, 75_000)
# Section 3.1.
TOTAL_2019 = {
    "acces_soins": (75_000, 92_500, 120_000, 150_000),
    "parcours": (50_000, 70_000, 90_000, 100_000),
    "prevention": (20_000, 30_000, 35_000, 40_000),
    "qualite": (15_000, 20_000, 30_000, 40_000),
    "accompagnement": (10_000, 15_000, 20_000, 30_000),
}
# Section 3.5, all objectives reached.
CASES_3_5: dict[str, tuple[dict[str, Any], tuple[int, int, int, int]]] = {
    "maximum publié": (
        {**OPTIONS, "crise_survenue": True}, (287_500, 382_500, 487_500, 580_000),
    ),
    "six missions, année du plan, sans crise": (OPTIONS, (250_000, 330_000, 420_000, 505_000)),
    "six missions, mise à jour, sans crise": (
        {**OPTIONS, "crise_plan": "mise_a_jour"}, (237_500, 312_500, 397_500, 480_000),
    ),
    "quatre socles, année du plan, sans crise": ({}, (225_000, 295_000, 370_000, 435_000)),
    "quatre socles, mise à jour, sans crise": (
        {"crise_plan": "mise_a_jour"}, (212_500, 277_500, 347_500, 410_000),
    ),
}  # fmt: skip


def answer(tier: int, on: str = AVENANT_2, **inputs: Any) -> dict[str, Any]:
    return compute("aci-cpts", {"population": PEOPLE[tier], **inputs}, on)


# --- sections 0 and 3: the amounts -----------------------------------------------------------


@every_tier
@pytest.mark.parametrize("mission", FIXED)
def test_each_mission_has_its_fixed_and_variable_parts(mission: str, tier: int) -> None:
    """Facts 3.2, « détail fixe / variable »."""
    values = answer(tier, **OPTIONS)["values"]
    assert values[f"{mission}_fixe"] == FIXED[mission][tier - 1]
    assert values[f"{mission}_variable"] == VARIABLE[mission][tier - 1]


@every_tier
def test_running_costs_do_not_depend_on_missions(tier: int) -> None:
    """Facts 3.2, « fonctionnement, forfait »."""
    for on in (ACI_2019, AVENANT_2):
        alone = answer(tier, on, acces_soins=False, parcours=False, prevention=False, crise=False)
        assert alone["values"]["fonctionnement"] == RUNNING[tier - 1]
        assert alone["values"]["total_euros"] == RUNNING[tier - 1]
        assert one(alone["lines"], "fonctionnement")["formula"].endswith(f"taille {tier}")


@every_tier
@pytest.mark.parametrize(
    ("plan", "amounts"), [("redaction", PLAN_WRITTEN), ("mise_a_jour", PLAN_UPDATED)]
)
def test_the_crisis_mission_pays_a_plan_and_perhaps_a_crisis(
    plan: str, amounts: tuple[int, ...], tier: int
) -> None:
    """Facts 3.2, three lines « crise »."""
    calm = answer(tier, crise_plan=plan)["values"]
    assert (calm["crise_fixe"], calm["crise_variable"]) == (amounts[tier - 1], 0)
    hit = answer(tier, crise_plan=plan, crise_survenue=True)["values"]
    assert (hit["crise_fixe"], hit["crise_variable"]) == (amounts[tier - 1], CRISIS[tier - 1])
    assert hit["total_euros"] - calm["total_euros"] == CRISIS[tier - 1]
    assert hit["total_variable"] - calm["total_variable"] == CRISIS[tier - 1]


@every_tier
def test_the_full_crisis_mission_is_the_published_one(tier: int) -> None:
    """Facts 0: 62 500, 87 500, 112 500, 125 000."""
    values = answer(tier, crise_survenue=True)["values"]
    full = (62_500, 87_500, 112_500, 125_000)
    assert values["crise_fixe"] + values["crise_variable"] == full[tier - 1]


@every_tier
@pytest.mark.parametrize("case", CASES_3_5)
def test_what_a_cpts_really_receives(case: str, tier: int) -> None:
    """Facts 3.5, five rows and four columns."""
    inputs, totals = CASES_3_5[case]
    assert answer(tier, **inputs)["values"]["total_euros"] == totals[tier - 1]


@every_tier
def test_the_published_ceiling_counts_a_crisis(tier: int) -> None:
    """Facts 7.2: 50 000, 70 000, 90 000 and 100 000 above the cruising amount."""
    result = answer(tier, crise=False, acces_soins=False, taux_parcours=0)
    ceiling, cruising = (
        one(result["lines"], "maximum_euros"),
        one(result["lines"], "croisiere_euros"),
    )
    assert ceiling["value"] == result["values"]["maximum_euros"]
    assert ceiling["value"] == (287_500, 382_500, 487_500, 580_000)[tier - 1]
    assert cruising["value"] == (237_500, 312_500, 397_500, 480_000)[tier - 1]
    gap = ceiling["value"] - cruising["value"]
    assert gap == (50_000, 70_000, 90_000, 100_000)[tier - 1]
    assert ceiling["total"] == cruising["total"] == ""
    assert "crise reconnue" in ceiling["formula"]
    assert "aucune crise" in cruising["formula"]


@every_tier
@pytest.mark.parametrize("mission", TOTAL_2019)
def test_each_mission_of_2019_has_its_total(mission: str, tier: int) -> None:
    """Facts 3.1, supplement for unscheduled care included."""
    values = answer(tier, ACI_2019, **OPTIONS)["values"]
    parts = values[f"{mission}_fixe"], values[f"{mission}_variable"]
    assert sum(parts) == TOTAL_2019[mission][tier - 1]
    assert parts[1] == VARIABLE[mission][tier - 1]


@every_tier
def test_the_ceiling_of_2019_is_reached_by_five_missions(tier: int) -> None:
    """Facts 6, A4: size 2 was printed « 287 000 »."""
    result = answer(tier, ACI_2019, **OPTIONS)
    published = (220_000, 287_500, 370_000, 450_000)[tier - 1]
    assert result["values"]["total_euros"] == published
    assert result["values"]["maximum_euros"] == published
    assert one(result["lines"], "croisiere_euros")["value"] == published
    for landmark in ("maximum_euros", "croisiere_euros"):
        expected = "cinq missions, tous les objectifs atteints"
        assert one(result["lines"], landmark)["formula"] == expected


def test_the_trap_of_the_two_287_500() -> None:
    """Facts 7.1: size 2 in 2019, size 1 since avenant 2."""
    old = answer(2, "2022-03-31", **OPTIONS)
    new = answer(1, "2022-04-01", **OPTIONS, crise_survenue=True)
    assert old["values"]["total_euros"] == new["values"]["total_euros"] == 287_500
    assert (old["values"]["taille"], new["values"]["taille"]) == (2, 1)
    assert (old["scale"]["id"], new["scale"]["id"]) == ("aci-2019", "avenant-2")
    assert answer(1, "2022-03-31", **OPTIONS)["values"]["total_euros"] == 220_000
    assert (
        answer(2, "2022-04-01", **OPTIONS, crise_survenue=True)["values"]["total_euros"] == 382_500
    )


def test_options_add_up_as_published() -> None:
    """Facts 0, « somme des deux options »."""
    for tier, expected in ((1, 25_000), (2, 35_000), (3, 50_000), (4, 70_000)):
        with_both = answer(tier, **OPTIONS)["values"]["total_euros"]
        assert with_both - answer(tier)["values"]["total_euros"] == expected


def test_the_variable_parts_of_size_3_are_those_of_a_president() -> None:
    """Facts 3.2: 97 500 for the socle, 122 500 with both options (S4 rounds to 97 k€)."""
    assert answer(3)["values"]["total_variable"] == 97_500
    assert answer(3, **OPTIONS)["values"]["total_variable"] == 122_500


# --- section 2: the size ---------------------------------------------------------------------


@pytest.mark.parametrize("on", [ACI_2019, AVENANT_2])
@pytest.mark.parametrize(
    ("population", "tier", "to_next"),
    [
        (1, 1, 39_999), (39_999, 1, 1), (40_000, 2, 40_000), (79_999, 2, 1), (80_000, 3, 95_001),
        (80_001, 3, 95_000), (175_000, 3, 1), (175_001, 4, 0), (3_000_000, 4, 0),
    ],
)  # fmt: skip
def test_the_bounds_of_the_sizes(population: int, tier: int, to_next: int, on: str) -> None:
    """Facts 2 and A13; 80 000 is a convention of the site."""
    result = compute("aci-cpts", {"population": population}, on)
    assert result["values"]["taille"] == tier
    assert result["values"]["habitants_avant_palier_suivant"] == to_next
    assert result["values"]["population"] == population
    assert result["headline"]["label"] == f"Taille {tier}, montant annuel"
    convention = "borne_80000" in ids(result["warnings"])
    assert convention is (population == 80_000)


def test_the_size_is_told_with_what_is_missing() -> None:
    small, large = answer(1), answer(4)
    (criterion,) = (item for item in small["criteria"] if item["id"] == "taille")
    assert (criterion["label"], criterion["status"]) == ("Taille 1", "met")
    assert criterion["detail"] == (
        "30\u202f000\u00a0habitants (population indiquée). "
        "Il manque 10\u202f000\u00a0habitants pour la taille 2."
    )
    (criterion,) = (item for item in large["criteria"] if item["id"] == "taille")
    assert criterion["detail"].endswith("C’est la plus grande taille.")
    told = {item["id"]: item["text"] for item in large["summary"]}
    assert told["habitants_avant_palier_suivant"] == "c’est la plus grande taille"
    assert told["taille"] == "4"
    assert told["population"] == "200\u202f000\u00a0habitants"
    told = {item["id"]: item["text"] for item in small["summary"]}
    assert told["habitants_avant_palier_suivant"] == "10\u202f000\u00a0habitants"


# --- attainment ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rate", "paid"),
    [(0, 0), (100, 35_000), (50, 17_500), (33.33, 11_665.5), (0.01, 3.5), (91.43, 32_000.5)],
)
def test_the_variable_part_follows_attainment(rate: float, paid: float) -> None:
    """Facts 4: paid according to results; the proportion is our simplification, and said so."""
    result = answer(3, taux_acces_soins=rate)
    assert result["values"]["acces_soins_variable"] == paid
    assert result["values"]["acces_soins_fixe"] == 90_000
    assert "indicateurs_locaux" in ids(result["not_computed"])


def test_the_cent_is_rounded_up_from_its_half() -> None:
    assert answer(1, taux_prevention=0.05)["values"]["prevention_variable"] == 5
    rounded = answer(2, accompagnement=True, taux_accompagnement=33.33)["values"]
    assert rounded["accompagnement_variable"] == 2_499.75


def test_each_rate_moves_its_own_mission_alone() -> None:
    full = answer(3, **OPTIONS)["values"]
    for mission in FIXED:
        half = answer(3, **{**OPTIONS, f"taux_{mission}": 50})["values"]
        changed = {key for key in full if full[key] != half[key]}
        assert changed == {f"{mission}_variable", "total_variable", "total_euros"}


def test_each_line_says_its_computation_in_words() -> None:
    result = answer(3, taux_parcours=80, crise_survenue=True)
    formulas = {item["id"]: item["formula"] for item in result["lines"]}
    assert formulas["fonctionnement"] == "75\u202f000\u00a0€ pour une CPTS de taille 3"
    assert formulas["parcours_fixe"] == (
        "90\u202f000\u00a0€ pour la mission, moins 45\u202f000\u00a0€ de part variable"
    )
    assert formulas["parcours_variable"] == "45\u202f000\u00a0€ × 80\u00a0% d’objectifs atteints"
    assert formulas["crise_fixe"] == "45\u202f000\u00a0€ pour le plan rédigé dans l’année"
    assert formulas["crise_variable"] == "67\u202f500\u00a0€ car une crise a été reconnue"
    calm = answer(3, crise_plan="mise_a_jour")
    assert one(calm["lines"], "crise_fixe")["formula"] == (
        "22\u202f500\u00a0€ pour le plan mis à jour dans l’année"
    )
    assert one(calm["lines"], "crise_variable")["formula"] == (
        "aucune crise reconnue dans l’année, donc 0\u00a0€ au lieu de 67\u202f500\u00a0€"
    )


def test_lines_are_grouped_and_named() -> None:
    result = answer(3, **OPTIONS)
    groups = {item["id"]: (item["group"], item["label"]) for item in result["lines"]}
    assert groups["parcours_fixe"] == (
        "Missions du socle", "Parcours pluriprofessionnels, part fixe",
    )  # fmt: skip
    assert groups["qualite_variable"] == (
        "Missions au choix", "Qualité et pertinence des soins, part variable",
    )  # fmt: skip
    assert groups["crise_fixe"][1].endswith(", plan")
    assert groups["crise_variable"][1].endswith(", crise survenue")
    assert groups["fonctionnement"][0] == "Fonctionnement"
    assert groups["maximum_euros"][0] == groups["croisiere_euros"][0]
    assert all(
        item["total"] == "total_euros"
        for item in result["lines"]
        if item["id"] not in ("maximum_euros", "croisiere_euros")
    )


# --- what nobody read in a text --------------------------------------------------------------

# Section 0, 3.2 and the arrays « statut » of the proposed scale: N.
UNVERIFIED = {
    1: {
        "Accès aux soins, part variable",
        "Qualité et pertinence des soins", "Qualité et pertinence des soins, part variable",
        "Accompagnement des professionnels", "Accompagnement des professionnels, part variable",
    },
    2: {
        "Accès aux soins, part variable", "Parcours", "Parcours, part variable", "Prévention",
        "Prévention, part variable",
        "Qualité et pertinence des soins", "Qualité et pertinence des soins, part variable",
        "Accompagnement des professionnels", "Accompagnement des professionnels, part variable",
    },
    3: set(),
    4: {
        "Accès aux soins, part variable",
        "Qualité et pertinence des soins", "Qualité et pertinence des soins, part variable",
        "Accompagnement des professionnels", "Accompagnement des professionnels, part variable",
    },
}  # fmt: skip


@every_tier
def test_figures_that_nobody_read_are_named_and_called_our_reading(tier: int) -> None:
    result = answer(tier, **OPTIONS, crise_survenue=True)
    warnings = {item["id"]: item["text"] for item in result["warnings"]}
    named = warnings.get("chiffres_non_verifies", "")
    scale = find("aci-cpts").scales["avenant-2"]
    unread = {
        figure.label
        for figure in scale.figures.values()
        for index, amount in figure.amounts.items()
        if index == tier - 1 and not amount.verified
    }
    assert unread == UNVERIFIED[tier]
    for label in UNVERIFIED[tier]:
        assert label in named
    assert bool(named) is bool(UNVERIFIED[tier])
    assert result["values"]["total_euros"] == result["values"]["maximum_euros"]
    surest = {"fonctionnement": "officiel" if tier in (1, 4) else "secondaire"}
    assert {id: one(result["lines"], id)["confidence"] for id in surest} == surest


@pytest.mark.parametrize(
    ("tier", "sure"),
    [
        (1, {"crise_fixe"}),
        (2, set()),
        (
            3,
            {f"{mission}_{kind}" for mission in FIXED for kind in ("fixe", "variable")}
            | {"crise_variable"},
        ),
        (4, {"crise_fixe"}),
    ],
)
def test_only_what_was_read_is_not_our_reading(tier: int, sure: set[str]) -> None:
    """Facts 3.2, column « confiance »: secondaire where read, deduit elsewhere."""
    result = answer(tier, **OPTIONS, crise_survenue=True)
    missions = {
        f"{mission}_{kind}" for mission in (*FIXED, "crise") for kind in ("fixe", "variable")
    }
    confidences = {id: one(result["lines"], id)["confidence"] for id in missions}
    assert confidences == {id: "secondaire" if id in sure else "deduit" for id in missions}


def test_the_updated_plan_of_size_3_was_read() -> None:
    result = answer(3, crise_plan="mise_a_jour")
    assert one(result["lines"], "crise_fixe")["confidence"] == "secondaire"
    assert one(answer(3)["lines"], "crise_fixe")["confidence"] == "deduit"


@every_tier
def test_in_2019_every_split_is_our_reading(tier: int) -> None:
    result = answer(tier, ACI_2019, **OPTIONS)
    for mission in TOTAL_2019:
        assert one(result["lines"], f"{mission}_fixe")["confidence"] == "deduit"
        assert one(result["lines"], f"{mission}_variable")["confidence"] == "deduit"
    (warning,) = (w["text"] for w in result["warnings"] if w["id"] == "chiffres_non_verifies")
    assert "Accès aux soins, part variable" in warning


@every_tier
def test_the_ceiling_is_that_of_the_health_insurance(tier: int) -> None:
    """Its document has no address: nobody can check it, so it is not called official."""
    ceiling = one(answer(tier)["lines"], "maximum_euros")
    assert (ceiling["reference"], ceiling["confidence"]) == ("doc-s001", "secondaire")
    old = one(answer(tier, ACI_2019)["lines"], "maximum_euros")
    assert (old["reference"], old["confidence"]) == (
        "cpts-s45", "deduit" if tier == 2 else "secondaire",
    )  # fmt: skip


# --- section 1: which text applies -----------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "scale", "status"),
    [
        ("2019-08-25", "aci-2019", "historique"),
        ("2022-03-31", "aci-2019", "historique"),
        ("2022-04-01", "avenant-2", "en_vigueur"),
        ("2025-12-31", "avenant-2", "en_vigueur"),
        ("2026-01-01", "avenant-2", "provisoire"),
        ("2030-06-01", "avenant-2", "provisoire"),
    ],
)
def test_the_text_of_a_date_and_its_status(on: str, scale: str, status: str) -> None:
    result = answer(1, on)
    assert (result["scale"]["id"], result["scale"]["status"]) == (scale, status)
    expected = on >= "2026-01-01"
    assert ("texte_avenant-2026" in ids(result["warnings"])) is expected
    assert ("cpts-s36" in result["sources"]) is expected


def test_today_is_after_the_expected_text() -> None:
    result = compute("aci-cpts", {"population": 1})
    assert result["warnings"][0]["id"] == "texte_avenant-2026"
    assert "2026" in result["warnings"][0]["text"]


@pytest.mark.parametrize("on", ["2019-08-24", "2018-01-01", "1990-01-01"])
def test_before_the_first_text_there_is_nothing_to_compute(on: str) -> None:
    ((field, message),) = refusal(compute, "aci-cpts", {"population": 60_000}, on)
    assert field == "on"
    assert "Le premier barème s’applique depuis le 25\u00a0août\u00a02019." in message


@every_tier
def test_there_was_no_crisis_mission_in_2019(tier: int) -> None:
    result = answer(
        tier, ACI_2019, crise=True, crise_survenue=True, crise_plan="redaction", **OPTIONS
    )
    assert result["values"]["crise_fixe"] == result["values"]["crise_variable"] == 0
    assert not [item for item in result["lines"] if "crise" in item["id"]]
    (criterion,) = (item for item in result["criteria"] if item["id"] == "mission_crise")
    assert criterion["status"] == "not_applicable"
    assert criterion["detail"] == "Cette mission n’existait pas dans le texte de 2019."
    refused = answer(tier, ACI_2019, crise=False)
    assert "crise" not in ids(refused["missing"])


# --- missions --------------------------------------------------------------------------------


def test_each_mission_of_the_socle_is_a_criterion() -> None:
    result = answer(2, parcours=False)
    statuses = {item["id"]: item["status"] for item in result["criteria"]}
    assert statuses == {
        "taille": "met", "mission_acces_soins": "met", "mission_parcours": "missing",
        "mission_prevention": "met", "mission_crise": "met",
    }  # fmt: skip
    details = {item["id"]: item["detail"] for item in result["criteria"]}
    assert details["mission_parcours"] == "Toute CPTS doit assurer cette mission."
    assert details["mission_prevention"] == "Mission prise en compte."
    for item in result["criteria"][1:]:
        assert (item["reference"], item["confidence"]) == ("cpts-s28", "officiel")


@pytest.mark.parametrize(
    ("start", "status"),
    [("2024-07-31", "met"), ("2024-08-01", "missing"), ("2024-01-31", "met")],
)
def test_a_late_start_is_told(start: str, status: str) -> None:
    """Facts 4: access to care starts at most 6 months after the signature."""
    result = answer(2, date_signature="2024-01-31", demarrage_acces_soins=start)
    (criterion,) = (item for item in result["criteria"] if item["id"] == "mission_acces_soins")
    assert criterion["status"] == status
    assert criterion["reference"] == "cpts-s1"
    late = "Le démarrage était attendu au plus tard le 31\u00a0juillet\u00a02024."
    assert criterion["detail"] == (late if status == "missing" else "Mission prise en compte.")


def test_a_late_start_of_a_mission_that_is_not_taken_is_not_told_twice() -> None:
    result = answer(
        2, acces_soins=False, date_signature="2024-01-31", demarrage_acces_soins="2025-01-01"
    )
    (criterion,) = (item for item in result["criteria"] if item["id"] == "mission_acces_soins")
    assert criterion["status"] == "missing"
    assert criterion["detail"] == "Toute CPTS doit assurer cette mission."
    assert "demarrages_non_comptes" in ids(result["warnings"])


def test_what_is_missing_comes_with_its_gain_largest_first() -> None:
    result = answer(3, parcours=False, taux_prevention=40, taux_acces_soins=99)
    missing = [(item["id"], item["gain"], item["changes"]) for item in result["missing"]]
    assert missing == [
        ("parcours", 90_000, {"parcours": True}),
        ("taille_suivante", 53_400, {"population": 175_001}),
        ("qualite", 30_000, {"qualite": True}),
        ("accompagnement", 20_000, {"accompagnement": True}),
        ("prevention", 10_500, {"taux_prevention": 100}),
        ("acces_soins", 350, {"taux_acces_soins": 100}),
    ]
    words = {item["id"]: (item["label"], item["text"]) for item in result["missing"]}
    assert words["parcours"] == (
        "Prendre la mission «\u00a0Parcours pluriprofessionnels\u00a0»", "Mission du socle.",
    )  # fmt: skip
    assert words["qualite"][1] == "Mission au choix."
    assert words["prevention"] == (
        "Prévention\u202f: atteindre tous les objectifs",
        "Aujourd’hui 40\u00a0% de la part variable.",
    )
    assert all(item["proof"].endswith(".") for item in result["missing"])
    assert {item["id"]: item["confidence"] for item in result["missing"]} == dict.fromkeys(
        ("parcours", "qualite", "accompagnement", "prevention", "acces_soins"), "secondaire"
    ) | {"taille_suivante": "deduit"}


def test_a_mission_taken_back_brings_what_its_rate_allows() -> None:
    result = answer(3, parcours=False, taux_parcours=50)
    (item,) = (item for item in result["missing"] if item["id"] == "parcours")
    assert item["gain"] == 67_500
    crisis = answer(3, crise=False, crise_plan="mise_a_jour", crise_survenue=True)
    (item,) = (item for item in crisis["missing"] if item["id"] == "crise")
    assert item["gain"] == 90_000
    assert item["confidence"] == "secondaire"


def test_when_all_is_reached_only_a_larger_size_would_bring_more() -> None:
    assert ids(answer(3, **OPTIONS)["missing"]) == ["taille_suivante"]
    assert answer(4, **OPTIONS)["missing"] == []


def test_at_79_500_inhabitants_the_next_size_is_told_in_euros() -> None:
    """Facts 3.5: 295 000 € in size 2, 370 000 € in size 3, the socle, the year of the plan."""
    result = compute("aci-cpts", {"population": 79_500}, AVENANT_2)
    first = result["missing"][0]
    assert (first["id"], first["gain"], first["unit"]) == ("taille_suivante", 75_000, "€")
    assert first["label"] == "Passer en taille 3"
    assert first["text"] == (
        "500\u00a0habitants de plus feraient passer en taille 3, avec vos réponses d’aujourd’hui."
    )
    assert first["proof"] == "Le territoire du contrat et sa population."
    assert (first["reference"], first["confidence"]) == ("cpts-s1", "deduit")


@pytest.mark.parametrize(
    ("population", "inputs", "gain"),
    [
        (39_999, {}, 70_000), (40_000, {}, 75_000), (175_000, {}, 65_000),
        (30_000, {"crise_plan": "mise_a_jour"}, 65_000),
        # Running costs alone, then nothing of the variable parts.
        (79_999, dict.fromkeys(("acces_soins", "parcours", "prevention", "crise"), False), 15_000),
        (79_999, {"taux_acces_soins": 0, "taux_parcours": 0, "taux_prevention": 0}, 52_500),
    ],
)  # fmt: skip
def test_the_next_size_is_counted_with_the_answers_given(
    population: int, inputs: dict[str, Any], gain: int
) -> None:
    missing = compute("aci-cpts", {"population": population, **inputs}, AVENANT_2)["missing"]
    (item,) = (item for item in missing if item["id"] == "taille_suivante")
    assert item["gain"] == gain


def test_one_inhabitant_is_told_in_the_singular_and_unread_amounts_are_named() -> None:
    missing = compute("aci-cpts", {"population": 175_000}, AVENANT_2)["missing"]
    (item,) = (item for item in missing if item["id"] == "taille_suivante")
    assert item["text"] == (
        "1\u00a0habitant de plus ferait passer en taille 4, avec vos réponses d’aujourd’hui. "
        "Montants de cette taille que nous n’avons lus dans aucun texte\u202f: "
        "Accès aux soins, part variable."
    )


def test_a_larger_territory_of_communes_is_a_larger_population() -> None:
    communes = {"communes": ["01034"]}
    missing = compute("aci-cpts", communes, AVENANT_2)["missing"]
    (item,) = (item for item in missing if item["id"] == "taille_suivante")
    assert item["changes"] == {"communes": [], "population": 40_000}
    after = compute("aci-cpts", {**communes, **item["changes"]}, AVENANT_2)
    assert after["values"]["taille"] == 2


@every_tier
def test_the_statement_of_a_gain_is_as_sure_as_its_figures(tier: int) -> None:
    result = answer(tier)
    found = {item["id"]: item["confidence"] for item in result["missing"]}
    assert found.pop("taille_suivante", "deduit") == "deduit"
    assert found == dict.fromkeys(OPTIONS, "secondaire" if tier == 3 else "deduit")


# --- what is not computed --------------------------------------------------------------------


def test_what_is_not_computed_is_told() -> None:
    """Facts 3.4 (help before the contract) and 2 (no uplift found)."""
    assert ids(answer(1)["not_computed"]) == [
        "aides_au_demarrage", "majorations", "indicateurs_locaux",
    ]  # fmt: skip


def test_delays_of_avenant_2_are_not_lent_to_an_older_contract() -> None:
    result = answer(2, date_signature="2022-03-31", demarrage_acces_soins="2023-03-31")
    (criterion,) = (item for item in result["criteria"] if item["id"] == "mission_acces_soins")
    assert criterion["status"] == "met"
    assert {"delais_inconnus", "montants_avant_2022"} <= set(ids(result["warnings"]))
    assert not any("au plus tard" in event["label"] for event in result["timeline"])
    newer = answer(2, date_signature="2022-04-01", demarrage_acces_soins="2023-03-31")
    assert {"delais_inconnus", "montants_avant_2022"}.isdisjoint(ids(newer["warnings"]))
