"""`python -m calculators`."""

import sys

from calculators.doors.cli import main

sys.exit(main())
