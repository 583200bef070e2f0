"""The words that people read: labels of the lines, of what is missing, of the values."""

from __future__ import annotations

from calculators.vocabulary import text
from tests.aci_msp.support import CORE, PREREQUISITES, REFERENCE, SCALE, plain, result

LINES = {
    "horaires": "Horaires et soins non programmés",
    "crise_plan": "Plan de réponse aux crises",
    "crise_actions": "Actions pendant une crise",
    "diversite": "Diversité des services",
    "second_recours": "Consultations de professionnels extérieurs",
    "cstm": "Médecin sous contrat de solidarité territoriale",
    "missions_sante_publique": "Missions de santé publique",
    "missions_ipa": "Missions de santé publique, supplément IPA (infirmier en pratique avancée)",
    "usagers": "Implication des usagers",
    "sas": "Service d’accès aux soins",
    "coordination": "Fonction de coordination",
    "protocoles": "Protocoles pluriprofessionnels",
    "protocoles_ipa": "Protocoles pluriprofessionnels, supplément IPA",
    "concertation": "Concertation pluriprofessionnelle",
    "concertation_ipa": "Concertation pluriprofessionnelle, supplément IPA",
    "stages": "Accueil de stagiaires",
    "coordination_externe": "Coordination externe",
    "qualite": "Démarche qualité",
    "protocoles_nationaux": "Protocoles nationaux de coopération",
    "insuffisance_cardiaque": "Parcours insuffisance cardiaque",
    "obesite_enfant": "Parcours surpoids ou obésité de l’enfant",
    "si_standard": "Système d’information standard",
    "si_avance": "Système d’information avancé",
    "majoration_precarite": "Majoration de précarité",
    "total_hors_majoration": "Total des indicateurs",
    "total_sans_prerequis": "Total avec la majoration de précarité",
    "socles_euros": "Socles et prérequis, tous atteints, pour une année entière",
    "avance_euros": "Avance",
    "droits_euros": "Rémunération pour les mois sous contrat",
    "solde_euros": "Solde",
}
MISSING = {
    "concertation": (
        "Étudier assez de dossiers en réunion de concertation",
        "6 réunions, et 5 dossiers pour 100 patients concernés.",
    ),
    "coordination_externe": ("Organiser la coordination externe", ""),
    "crise_plan": ("Rédiger le plan de crise", ""),
    "cstm": (
        "Accueillir un médecin sous contrat de solidarité territoriale",
        "Médecin non associé.",
    ),
    "diversite_1": (
        "Diversité des professions associées : niveau 1",
        "Un autre métier médical ou un pharmacien, ou trois métiers paramédicaux.",
    ),
    "diversite_2": (
        "Diversité des professions associées : niveau 2",
        "Un autre métier médical ou un pharmacien, et trois métiers paramédicaux.",
    ),
    "horaires_amplitude": ("Ouvrir au moins 12 h par jour", ""),
    "horaires_conges": ("Rester ouvert pendant les congés scolaires", ""),
    "horaires_samedi": ("Ouvrir le samedi matin", ""),
    "insuffisance_cardiaque": ("Mettre en place le parcours insuffisance cardiaque", ""),
    "ipa": (
        "Travailler avec un infirmier en pratique avancée",
        "Supplément sur les missions, les protocoles et la concertation.",
    ),
    "missions_sante_publique_1": (
        "Missions de santé publique : 1",
        "Sur un thème de l’annexe 2 de l’accord, ou du projet régional de santé.",
    ),
    "missions_sante_publique_2": (
        "Missions de santé publique : 2",
        "Pas deux fois le même thème, ni deux missions du projet régional de santé.",
    ),
    "obesite_enfant": (
        "Mettre en place le parcours surpoids ou obésité de l’enfant",
        "Avec 2 missions.",
    ),
    "protocoles": (
        "Écrire des protocoles pluriprofessionnels, jusqu’à 8",
        "100 points par protocole.",
    ),
    "protocoles_nationaux": (
        "Appliquer des protocoles nationaux, jusqu’à 6",
        "100 points par protocole.",
    ),
    "qualite_1": ("Démarche qualité : niveau 1", "Référent et axe choisi."),
    "qualite_2": ("Démarche qualité : niveau 2", ""),
    "qualite_3": ("Démarche qualité : niveau 3", ""),
    "sas_moitie": ("Service d’accès aux soins avec la moitié des médecins", ""),
    "sas_tous": (
        "Service d’accès aux soins avec tous les médecins",
        "Ou en répondant à toutes les sollicitations du régulateur.",
    ),
    "second_recours_1": (
        "Consultations de professionnels extérieurs : niveau 1",
        "Au moins 2 jours par mois.",
    ),
    "second_recours_2": (
        "Consultations de professionnels extérieurs : niveau 2",
        "Au moins 2,5 jours par semaine.",
    ),
    "si_avance": ("Passer au système d’information avancé", ""),
    "stages_2": ("Accueillir 2 stagiaires différents", ""),
    "stages_4": ("Accueillir 4 stagiaires différents", ""),
    "usagers_1": (
        "Implication des usagers : niveau 1",
        "Informer, consulter, mesurer la satisfaction.",
    ),
    "usagers_2": ("Implication des usagers : niveau 2", "Co-construire avec les usagers."),
}
TO_BETTER = {
    **REFERENCE,
    **PREREQUISITES,
    "exercice": 2022,
    "crise_plan": False,
    "amplitude": "10h_a_12h",
    "samedi_ouvert": False,
    "fermeture_conges_semaines": 1,
    "zone_sous_dense": True,
    "protocoles": 1,
}
PROOFS = {
    "horaires_samedi": "Charte d’engagement affichée. ",
    "crise_plan": "Plan rédigé. ",
    "coordination_externe": "Procédure de transmission (volet de synthèse médicale). ",
    "qualite_1": "Référent désigné, axe choisi. ",
    "protocoles_nationaux": "Déclaration à l’agence régionale de santé. ",
    "insuffisance_cardiaque": "Pièces chiffrées, exigées à compter de 2023. ",
    "stages_2": "",
}


def test_labels_of_the_lines() -> None:
    found = result(**REFERENCE, **CORE)["lines"]
    assert {line["id"]: plain(line["label"]) for line in found} == LINES


def test_labels_and_texts_of_what_is_missing() -> None:
    found = {
        item["id"]: (
            plain(item["label"]),
            plain(item["text"])
            .replace("Ce montant comprend celui de l’étape précédente.", "")
            .strip(),
        )
        for item in result(**TO_BETTER)["missing"]
    }
    assert found == MISSING


def test_proofs_of_what_is_missing() -> None:
    found = {item["id"]: item for item in result(**TO_BETTER)["missing"]}
    for id, proof in PROOFS.items():
        guide = f"Pièces listées par le guide de l’Assurance maladie, {found[id]['page']}."
        assert found[id]["proof"] == proof + guide


def test_words_of_the_values() -> None:
    found = result(**REFERENCE, **CORE)["summary"]
    assert [(item["id"], item["label"], plain(item["text"])) for item in found] == [
        ("total_points", "Total des points", "8 500 points"),
        ("total_euros", "Rémunération d’une année pleine", "59 500 €"),
        ("prerequis_atteints", "Tous les prérequis sont atteints", "oui"),
        ("du_euros", "Somme due pour l’exercice", "59 500 €"),
    ]


def test_labels_of_the_lines_that_come_and_go() -> None:
    lost = result(**{**REFERENCE, **CORE, "coordination": False})["lines"]
    assert {line["id"]: line["label"] for line in lost}["prerequis_manquant"] == (
        "Perdu faute de prérequis"
    )
    new = {**PREREQUISITES, "date_contrat": "2023-12-01", "structure_nouvelle": True}
    labels = {line["id"]: line["label"] for line in result(**new)["lines"]}
    assert labels["garantie_euros"] == "Complément garanti à une structure nouvelle"


def test_every_label_of_the_scale_is_its_own() -> None:
    labels = [figure.label for figure in SCALE.figures.values()]
    assert len(labels) == len(set(labels))


def test_values_of_one_figure_have_names_and_years_no_separator() -> None:
    assert [amount.name for amount in SCALE["diversite"].amounts.values()] == [
        "niveau 1",
        "niveau 2",
    ]
    assert SCALE["stages"]["4"].name == "4 stagiaires ou plus"
    assert SCALE["point"].amount.name == ""
    assert str(SCALE["crise_plan_prerequis"].amount) == "2023"
    assert text.spoken(SCALE["crise_plan_prerequis"].value, text.YEAR) == "2023"
