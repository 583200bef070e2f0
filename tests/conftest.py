"""What holds of every test."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A busy machine is not a defect: time is measured where it matters, in processor seconds.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
