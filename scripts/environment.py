"""The virtual environment that the scripts share: made once, brought up to date when its pins change."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)


def ready(extras: str = "") -> Path:
    """Folder of the environment's programs, with the project and its pinned dependencies installed.

    ``extras``: names of optional dependency groups, comma-separated. Ends the program with one line if Python is too
    old or the installation fails.
    """
    if sys.version_info < OLDEST:
        sys.exit(f"Python {'.'.join(map(str, OLDEST))} or newer is needed, this is {sys.version.split()[0]}.")
    folder = Path(os.environ.get("KG_VENV", ROOT / ".venv"))
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    python = programs / ("python.exe" if os.name == "nt" else "python")
    stamp = folder / f"installed-{extras.replace(',', '-') or 'base'}"
    wanted = _fingerprint()
    if stamp.exists() and stamp.read_text() == wanted and python.exists():
        return programs
    if not python.exists():
        print(f"Making a virtual environment in {folder} …", file=sys.stderr)
        try:
            venv.create(folder, with_pip=True)
        except (OSError, subprocess.CalledProcessError) as error:
            sys.exit(f"Could not make the virtual environment: {error}. On Debian install python3-venv first.")
    print("Installing the project and its pinned dependencies (a minute or two the first time) …", file=sys.stderr)
    target = f"{ROOT}[{extras}]" if extras else str(ROOT)
    command = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    command += ["-c", str(ROOT / "constraints.txt"), "-e", target]
    done = subprocess.run(command, check=False)
    if done.returncode:
        sys.exit("Installing failed: see the lines above. Nothing else was changed; run the command again when mended.")
    stamp.write_text(wanted)
    return programs


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()
