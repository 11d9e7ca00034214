"""How it is computed: arrays in, arrays out; no names, no files."""

import os
import tempfile
from pathlib import Path


def _keep_compiled_code_somewhere() -> None:
    """Give numba a folder for compiled code where neither this one nor the user's cache can be written to."""
    here, home = Path(__file__).parent, Path.home() if os.environ.get("HOME") else Path("/")
    if "NUMBA_CACHE_DIR" not in os.environ and not (os.access(here, os.W_OK) or os.access(home, os.W_OK)):
        os.environ["NUMBA_CACHE_DIR"] = tempfile.mkdtemp(prefix="entaku-")


_keep_compiled_code_somewhere()
