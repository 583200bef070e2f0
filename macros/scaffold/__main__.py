"""`python -m macros.scaffold SLUG SOURCE TITLE`."""

import sys

from macros.scaffold import main

sys.exit(main())
