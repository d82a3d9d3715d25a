"""``python -m rail_cli``: the same as ``rail``."""

from __future__ import annotations

import sys

from rail_cli.main import main

sys.exit(main())
