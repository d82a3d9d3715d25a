"""mutmut, with the changed tree before all others on the path, and without running every test a second time.

All tests have passed when it was recorded what they reach; mutmut would run them again before each run of mutants.
"""

from __future__ import annotations

from mutmut.__main__ import cli
from mutmut.utils.file_utils import setup_source_paths
from mutmut.workers.isolation import ForkServerRunner

if __name__ == "__main__":
    setup_source_paths()
    ForkServerRunner.run_clean_tests = lambda _, tests: 0  # noqa: ARG005 # mutmut's signature
    cli()
