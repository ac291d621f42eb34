"""`python -m argmap` is `argmap`."""

import sys

from argmap.cli.main import main

sys.exit(main())
