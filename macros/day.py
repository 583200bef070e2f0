"""The day of the build: the one that SOURCE_DATE_EPOCH says, so that two builds are the same."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime


def of_the_build() -> datetime:
    """Give the moment of the build."""
    return datetime.fromtimestamp(float(os.environ.get("SOURCE_DATE_EPOCH") or time.time()), UTC)
