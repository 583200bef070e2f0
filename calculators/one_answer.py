"""Statements that several calculators make: in the same words, so that they never differ."""

from __future__ import annotations

ACI_OF_A_CENTRE = (
    "Un centre de santé signe l’ACI des maisons de santé seulement s’il n’adhère pas à l’accord "
    "national des centres de santé."
)
