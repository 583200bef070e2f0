"""What people get wrong about who counts, each with the text that says otherwise."""

from __future__ import annotations

import json
from typing import Any

import pytest

from calculators import compute, find
from calculators.equipe.professions import PROFESSIONS
from calculators.one_answer import ACI_OF_A_CENTRE
from tests.support import one

IN_THE_CONTRACT = (
    "mg med_spe sage_femme dentiste pharmacien biologiste_med biologiste_ph infirmier ipa "
    "puericultrice kine podologue ergo psychomot orthophoniste orthoptiste manip_radio "
    "audioprothesiste opticien prothesiste_orthesiste dieteticien tech_labo preparateur "
    "physicien_medical aide_soignant aux_puericulture ambulancier assistant_dentaire psychologue "
    "osteopathe_exclusif chiropracteur sophrologue apa assistant_social mediateur "
    "assistant_medical secretaire coordinateur"
)
OF_BOOK_III = (
    "infirmier ipa puericultrice kine podologue ergo psychomot orthophoniste orthoptiste "
    "manip_radio audioprothesiste opticien prothesiste_orthesiste dieteticien"
)
CODES, AUXILIARIES = IN_THE_CONTRACT.split(), OF_BOOK_III.split()
DOCTORS = ["mg", "med_spe", "biologiste_med"]


def answer(**inputs: object) -> dict[str, Any]:
    return compute("equipe", inputs)


def test_professions_are_those_of_the_contract() -> None:
    assert sorted(profession.code for profession in PROFESSIONS) == sorted(CODES)


@pytest.mark.parametrize("code", CODES)
def test_who_fills_the_seat_of_the_auxiliaire_medical(code: str) -> None:
    """CSP, fourth part, book III, title by title; L. 4041-4 I for the SISA."""
    result = answer(**{"mg": 2, code: 2 if code == "mg" else 1})
    expected = "unknown" if code == "tech_labo" else "not_eligible"
    expected = "eligible" if code in AUXILIARIES else expected
    assert result["values"]["verdict_msp"] == expected
    assert result["values"]["verdict_sisa"] == expected
    assert result["values"]["nombre_auxiliaires"] == (code in AUXILIARIES)


@pytest.mark.parametrize("code", CODES)
def test_who_fills_the_seat_of_the_medecin(code: str) -> None:
    """L. 4041-4 I says médecins: any specialty, and nobody else of the professions médicales."""
    result = answer(**{"mg": 1, "infirmier": 1, code: 2 if code in ("mg", "infirmier") else 1})
    assert result["values"]["verdict_sisa"] == ("eligible" if code in DOCTORS else "not_eligible")
    assert result["values"]["verdict_msp"] == ("eligible" if code == "mg" else "not_eligible")


def test_two_doctors_for_the_sisa_two_generalistes_for_the_msp() -> None:
    result = answer(mg=1, med_spe=1, infirmier=1)
    assert one(result["criteria"], "sisa_medecins")["page"] == "art. L. 4041-4, I"
    assert one(result["criteria"], "sisa_medecins")["confidence"] == "officiel"
    missing = one(result["criteria"], "msp_generalistes")
    assert missing["status"] == "missing"
    assert missing["detail"] == (
        "Il manque 1 médecin généraliste. "
        "Hors de ce compte\u202f: 1 médecin d’une autre spécialité."
    )


def test_sage_femme_dentist_pharmacist_may_join_but_fill_no_minimum() -> None:
    """L. 4041-1 lets them be partners; L. 4041-4 counts others."""
    result = answer(mg=2, sage_femme=1, dentiste=1, pharmacien=1)
    beside = one(result["criteria"], "sans_case")
    assert beside["status"] == "not_applicable"
    assert beside["detail"].startswith(
        "1 sage-femme, 1 chirurgien-dentiste et 1 pharmacien d’officine. Ils peuvent être membres"
    )
    assert "sage-femme" in one(result["criteria"], "sisa_auxiliaires")["detail"]


def test_a_psychologist_signs_but_is_neither_member_nor_partner() -> None:
    """L. 6323-3: anyone whose part is written in the projet de santé may sign it."""
    result = answer(mg=2, infirmier=1, psychologue=2)
    assert one(result["criteria"], "hors_minimum")["detail"].startswith(
        "2 psychologues. Ils peuvent"
    )
    assert "2 psychologues" in one(result["criteria"], "msp_projet")["detail"]
    assert "hors_minimum" not in {item["id"] for item in answer(mg=2, infirmier=1)["criteria"]}


def test_an_employee_fills_no_seat_of_the_sisa() -> None:
    """T16: the minimum of L. 4041-4 is counted among the partners."""
    assert answer(mg=2, infirmier=1, mode_exercice="mixte")["values"]["verdict_sisa"] == (
        "not_eligible"
    )
    larger = answer(mg=2, infirmier=2, mode_exercice="mixte")
    assert larger["values"]["verdict_sisa"] == "unknown"
    assert larger["values"]["verdict_cds"] == "unknown"
    all_salaried = answer(mg=4, infirmier=4, mode_exercice="salarie")
    assert all_salaried["values"]["verdict_sisa"] == "not_eligible"


def test_a_company_is_no_partner_its_members_are() -> None:
    """T15, L. 4041-1: natural persons only."""
    result = answer(mg=2, infirmier=1, structure_juridique="autre_societe")
    persons = one(result["criteria"], "sisa_personnes")
    assert (persons["status"], persons["decides"]) == ("unknown", False)
    assert "SELARL" in persons["detail"]
    created = answer(mg=2, infirmier=1, structure_juridique="sisa")
    assert one(created["criteria"], "sisa_personnes")["status"] == "met"


def test_an_association_may_sign_the_aci_if_a_sisa_comes_within_six_months() -> None:
    """T18, R-ACI-1."""
    result = answer(
        mg=2, infirmier=1, projet_de_sante="conforme", structure_juridique="association"
    )
    assert one(result["criteria"], "aci_sisa")["detail"] == (
        "La SISA est à créer au plus tard 6\u00a0mois après la signature de l’accord."
    )
    step = next(item for item in result["missing"] if item["id"] == "aci_msp")
    assert step["changes"] == {"structure_juridique": "sisa"}
    assert step["label"] == "ACI\u202f: créer la SISA"


def test_no_region_says_where_the_minimum_is_reached() -> None:
    region = one(answer(mg=1, infirmier=1)["criteria"], "esp_region")
    assert region["status"] == "met"
    assert "Minimum non atteint, ou discuté\u202f: Centre-Val de Loire." in region["detail"]
    nowhere = one(answer(infirmier=2)["criteria"], "esp_region")
    assert "Minimum atteint" not in nowhere["detail"]
    everywhere = one(answer(mg=2, infirmier=1)["criteria"], "esp_region")
    assert "non atteint" not in everywhere["detail"]


def test_an_unread_region_is_never_guessed() -> None:
    region = one(answer(mg=1, infirmier=1, region="76")["criteria"], "esp_region")
    assert region["status"] == "unknown"
    assert region["detail"].endswith("Le plus courant est atteint.")
    short = one(answer(mg=2, region="76")["criteria"], "esp_region")
    assert short["detail"].endswith(
        "Le plus courant est incomplet\u202f: il manque 1 auxiliaire médical."
    )


def test_a_disputed_profession_is_told() -> None:
    result = answer(mg=1, tech_labo=1, region="53")
    assert result["values"]["verdict_esp"] == "unknown"
    assert "les sources ne classent pas" in one(result["criteria"], "esp_region")["detail"]
    assert (
        "les sources ne classent pas"
        in one(answer(mg=2, tech_labo=1)["criteria"], "msp_auxiliaires")["detail"]
    )


def test_centre_val_de_loire_counts_liberals_and_professions() -> None:
    doctors = answer(mg=2, med_spe=2, region="24")
    assert one(doctors["criteria"], "esp_region")["detail"] == "Il manque 1 profession de santé."
    nurses = answer(mg=1, infirmier=1, ipa=1, region="24")
    assert nurses["values"]["verdict_esp"] == "eligible"
    mixed = answer(mg=1, infirmier=3, region="24", mode_exercice="mixte")
    assert mixed["values"]["verdict_esp"] == "unknown"
    assert "libéraux" in one(mixed["criteria"], "esp_region")["detail"]
    # One of three is paid a salary: three liberals cannot be.
    too_few = answer(mg=1, infirmier=2, region="24", mode_exercice="mixte")
    assert too_few["values"]["verdict_esp"] == "not_eligible"
    salaried = answer(mg=3, infirmier=3, region="24", mode_exercice="salarie")
    assert salaried["values"]["verdict_esp"] == "not_eligible"
    step = next(item for item in salaried["missing"] if item["id"] == "esp")
    assert step["changes"] == {"mode_exercice": "liberal"}


def test_pays_de_la_loire_asked_three_generalistes_in_2022() -> None:
    asked = one(answer(mg=2, infirmier=1, region="52")["criteria"], "msp_region")
    assert (asked["status"], asked["reference"]) == ("unknown", "cds-d31")
    assert "janvier 2022" in asked["detail"]
    assert one(answer(mg=3, infirmier=1, region="52")["criteria"], "msp_region")["status"] == "met"


@pytest.mark.parametrize("project", ["aucun", "en_cours"])
def test_an_unwritten_project_bars_the_aci_not_the_composition(project: str) -> None:
    result = answer(mg=2, infirmier=1, projet_de_sante=project, structure_juridique="sisa")
    assert result["values"]["verdict_msp"] == "eligible"
    assert one(result["criteria"], "msp_projet")["status"] == "missing"
    assert result["values"]["verdict_aci_msp"] == "not_eligible"


def test_steps_that_remain_are_told_with_a_met_composition() -> None:
    told = {item["id"]: item for item in answer(mg=2, infirmier=1)["summary"]}
    assert told["verdict_msp"]["text"] == "Condition de composition remplie"
    assert told["verdict_msp"]["detail"].startswith("Il reste\u202f: un projet de santé signé")
    assert told["verdict_msp"]["guide"] == "comprendre/msp"
    done = answer(mg=2, infirmier=1, projet_de_sante="conforme", structure_juridique="sisa")
    assert {item["id"]: item for item in done["summary"]}["verdict_msp"]["detail"] == ""


def test_it_never_says_that_a_team_is_a_msp() -> None:
    said = json.dumps([answer(**example.inputs) for example in find("equipe").examples])
    assert "vous êtes une" not in said.lower()


def test_headline_names_the_compositions_alone() -> None:
    done = answer(mg=2, infirmier=1, projet_de_sante="conforme", structure_juridique="sisa")
    assert done["headline"]["value"] == "esp,msp,sisa"
    assert done["headline"]["text"] == "Condition de composition remplie\u202f: ESP, MSP, SISA"
    assert answer()["headline"]["value"] == "aucune"


def test_smallest_additions_in_words() -> None:
    steps = {item["id"]: item for item in answer()["missing"]}
    assert steps["msp"]["changes"] == {"mg": 2, "infirmier": 1}
    assert steps["msp"]["label"] == (
        "MSP\u202f: ajouter 2 médecins généralistes et 1 auxiliaire médical "
        "(par exemple un infirmier)"
    )
    assert steps["sisa"]["label"].startswith("SISA\u202f: ajouter 2 médecins de toute spécialité")
    assert steps["cds"]["changes"] == {"mode_exercice": "salarie", "infirmier": 1}
    assert (steps["msp"]["gain"], steps["msp"]["gain_text"], steps["msp"]["unit"]) == (0, "", "")


@pytest.mark.parametrize(
    ("team", "added"),
    [
        ({"mg": 3}, {"infirmier": 1}),
        ({"infirmier": 2}, {"mg": 1}),
        ({"med_spe": 3}, {"mg": 1, "infirmier": 1}),
        ({"mg": 1, "infirmier": 1}, {"infirmier": 2}),
    ],
)
def test_three_liberals_of_two_professions(team: dict[str, int], added: dict[str, int]) -> None:
    """Centre-Val de Loire: a doctor brings a profession unless another doctor did."""
    result = answer(**team, region="24", mode_exercice="liberal")
    [changes] = [item["changes"] for item in result["missing"] if item["id"] == "esp"]
    assert changes == added


def test_a_region_that_nobody_read_is_never_promised() -> None:
    steps = {item["id"]: item for item in answer(region="76")["missing"]}
    assert steps["esp"]["brings"] == {"verdict_esp": "depends"}
    assert "esp" not in {item["id"] for item in answer(mg=1, infirmier=1, region="76")["missing"]}


def test_the_unread_avenant_marks_the_answers_of_its_time() -> None:
    result = answer(mg=2)
    assert result["scale"]["status"] == "provisoire"
    assert "texte_avenant-2-msp" in {note["id"] for note in result["warnings"]}


@pytest.mark.parametrize(
    ("mode", "region", "changes"),
    [
        ("mixte", "53", {}),
        ("salarie", "53", {}),
        ("liberal", "24", {}),
        ("mixte", "24", {"mode_exercice": "liberal"}),
        ("salarie", "24", {"mode_exercice": "liberal"}),
    ],
)
def test_only_a_minimum_of_liberals_asks_to_practise_as_liberals(
    mode: str, region: str, changes: dict[str, str]
) -> None:
    """Bretagne counts people, Centre-Val de Loire counts liberals."""
    result = compute("equipe", {"mg": 1, "mode_exercice": mode, "region": region})
    (step,) = (item for item in result["missing"] if item["id"] == "esp")
    assert {k: v for k, v in step["changes"].items() if k == "mode_exercice"} == changes


def test_without_a_region_the_usual_minimum_settles_the_answer() -> None:
    """Two généralistes are two professionals: enough for the law, not for most regions."""
    result = answer(mg=2)
    assert result["values"]["verdict_esp"] == "depends"
    (step,) = (item for item in result["missing"] if item["id"] == "esp")
    assert (step["changes"], step["brings"]) == ({"infirmier": 1}, {"verdict_esp": "eligible"})
    (regional,) = (item for item in answer(mg=2, region="84")["missing"] if item["id"] == "msp")
    assert regional["changes"] == {"infirmier": 1}
    assert not [i for i in answer(mg=2, region="84")["missing"] if i["id"] == "esp"]


def test_the_form_groups_professions_and_warns_of_the_confusions() -> None:
    fields = {field.key: field for field in find("equipe").fields}
    groups = {code: fields[code].group for code in ("mg", "pharmacien", "tech_labo", "secretaire")}
    assert groups == {
        "mg": "Médecins",
        "pharmacien": "Sages-femmes, dentistes, pharmaciens",
        "tech_labo": "Autres auxiliaires médicaux",
        "secretaire": "Équipe d’appui",
    }
    assert fields["med_spe"].hint == (
        "Compte comme médecin pour la SISA, pas comme généraliste pour la MSP."
    )
    assert fields["mg"].hint == ""


def test_two_professions_are_counted_as_two() -> None:
    """Centre-Val de Loire: three liberals of two professions, one of them a généraliste."""
    assert answer(mg=1, infirmier=2, region="24")["values"]["verdict_esp"] == "eligible"
    assert answer(mg=3, region="24")["values"]["verdict_esp"] == "not_eligible"
    assert answer(mg=1, infirmier=1, region="24")["values"]["verdict_esp"] == "not_eligible"
    without_doctor = one(answer(kine=1, infirmier=2, region="24")["criteria"], "esp_region")
    assert without_doctor["detail"] == "Il manque 1 médecin généraliste."


def test_a_salaried_secretary_changes_no_minimum() -> None:
    """Who fills no seat anyway may be paid a salary; who fills one leaves it unsure."""
    team = {"mg": 2, "infirmier": 1, "mode_exercice": "mixte"}
    assert answer(**team)["values"]["verdict_msp"] == "unknown"
    for helper in ("secretaire", "assistant_medical", "coordinateur", "aide_soignant", "mediateur"):
        result = answer(**team, **{helper: 1})
        assert result["values"]["verdict_msp"] == "eligible", helper
        assert result["values"]["verdict_sisa"] == "eligible", helper
        told = one(result["criteria"], "msp_mode")["detail"]
        assert "n’y changent rien" in told
        assert "ne comptez ici que les libéraux" in told
    assert answer(**team, kine=1)["values"]["verdict_msp"] == "unknown"
    liberals = {"mg": 1, "infirmier": 2, "region": "24", "mode_exercice": "mixte"}
    assert answer(**liberals, secretaire=1)["values"]["verdict_esp"] == "eligible"
    assert answer(**{**liberals, "infirmier": 1}, secretaire=5)["values"]["verdict_esp"] == (
        "not_eligible"
    )


@pytest.mark.parametrize("project", ["aucun", "en_cours", "transmis", "conforme"])
def test_a_salaried_team_signs_the_aci_of_msp_only_outside_its_national_agreement(
    project: str,
) -> None:
    result = answer(mg=2, infirmier=1, mode_exercice="salarie", projet_de_sante=project)
    assert result["values"]["verdict_aci_msp"] == "depends"
    told = one(result["criteria"], "aci_accord_national")
    assert (told["status"], told["reference"], told["confidence"]) == (
        "unknown", "msp-paps", "officiel",
    )  # fmt: skip
    assert told["detail"] == ACI_OF_A_CENTRE
    alone = answer(infirmier=1, mode_exercice="salarie", projet_de_sante=project)
    assert alone["values"]["verdict_aci_msp"] == "not_eligible"
    (step,) = (item for item in alone["missing"] if item["id"] == "aci_msp")
    assert (step["changes"], step["brings"]) == ({"mg": 2}, {"verdict_aci_msp": "depends"})


@pytest.mark.parametrize("third", ["sage_femme", "pharmacien", "aide_soignant", "mg"])
def test_the_third_professional_of_an_aci_in_normandie(third: str) -> None:
    """A regional federation takes any professionnel de santé; the ARS an auxiliaire médical."""
    ready = {"projet_de_sante": "conforme", "structure_juridique": "sisa"}
    team = {"mg": 3} if third == "mg" else {"mg": 2, third: 1}
    there = answer(**team, **ready, region="28")
    assert there["values"]["verdict_aci_msp"] == "depends"
    assert there["values"]["verdict_msp"] == "not_eligible"
    told = one(there["criteria"], "aci_msp")
    assert (told["reference"], told["confidence"]) == ("msp-fmps", "secondaire")
    assert "deux généralistes et un auxiliaire médical" in told["detail"]
    assert "page sans date" in told["detail"]
    (step,) = (item for item in there["missing"] if item["id"] == "aci_msp")
    assert (step["changes"], step["brings"]) == (
        {"infirmier": 1}, {"verdict_aci_msp": "eligible"},
    )  # fmt: skip
    elsewhere = answer(**team, **ready, region="53")
    assert elsewhere["values"]["verdict_aci_msp"] == "not_eligible"
    too_few = answer(mg=2, psychologue=1, **ready, region="28")
    assert too_few["values"]["verdict_aci_msp"] == "not_eligible"


def test_normandie_has_a_form_of_its_own() -> None:
    told = one(answer(mg=2, infirmier=1, region="28")["criteria"], "psla")
    assert (told["reference"], told["confidence"], told["decides"]) == (
        "msp-psla", "officiel", False,
    )  # fmt: skip
    assert "PSLA" in told["label"]
    assert "psla" not in {item["id"] for item in answer(region="53")["criteria"]}


def test_pays_de_la_loire_names_both_minima() -> None:
    result = answer(mg=2, infirmier=1, region="52")
    assert result["values"]["verdict_msp"] == "depends"
    assert one(result["criteria"], "msp_region")["detail"] == (
        "MSP en Pays de la Loire, en janvier 2022\u202f: il manquerait 1 médecin généraliste. "
        "Ailleurs, 2 médecins généralistes et 1 auxiliaire médical suffisent. "
        "Demandez à l’agence régionale de santé (ARS)."
    )


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("cas_particuliers", ("Remplaçant", "cumul emploi-retraite", "interne", "médecin adjoint")),
        ("asalee", ("Asalée", "par dérogation")),
        ("medecin_salarie", ("salarié de la SISA", "votre caisse")),
    ],
)
def test_particular_cases_are_answered_or_said_unread(note: str, words: tuple[str, ...]) -> None:
    (told,) = (each["text"] for each in answer()["not_computed"] if each["id"] == note)
    assert all(word in told for word in words)
    assert "emandez à" in told
