"""The commands as an installation has them: without the checkout's look at its sources."""
import os
import pathlib
import shlex
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[3]


def command(name):
    """The words that run it; builds the checkout first if that is needed, and makes its start-up archive."""
    first = {**os.environ, "PIP_SNAPSHOT_CDS": "wait"}
    subprocess.run([ROOT / "bin" / name, "--version"], check=True, stdout=subprocess.DEVNULL, env=first)
    return [str(ROOT / "distribution" / "target" / "pip-snapshot" / "bin" / name)]


def add_option(parser, name):
    parser.add_argument(
        "--command", type=shlex.split, help=f"what to run as {name} (default: this checkout's, built)"
    )
