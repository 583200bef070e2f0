"""What holds of every test."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

# A busy machine is not a defect: time is measured where it matters, in processor seconds.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# To know that a test fails is enough there, and it must fail the same way each time.
settings.register_profile(
    "mutation",
    settings.get_profile("patient"),
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    report_multiple_bugs=False,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "patient"))
