"""snapshot-fetch against plain `pip download` of the same files, pinned, with the same pip."""
import collections.abc
import dataclasses
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile
import time

from comparison import figures, pages, servers

CUTOFF = "2023-01-01"
REQUIREMENT = "jupyterlab"
ADDED = "flask"


def add_options(parser, root):
    parser.add_argument("--rounds", type=int, default=3, help="runs of each case (default 3)")
    parser.add_argument(
        "--only", action="append", choices=[case.name for case in CASES], help="repeatable"
    )
    parser.add_argument(
        "--index-url",
        default="https://pypi.org/simple/",
        help="where pages and files come from, once (default PyPI)",
    )
    parser.add_argument(
        "--python", default=sys.executable, help="the Python whose pip is used (default this one)"
    )
    parser.add_argument(
        "--command",
        default=shlex.quote(str(root / "bin" / "snapshot-fetch")),
        help="what to run as snapshot-fetch (default bin/snapshot-fetch)",
    )


def run(arguments):
    recorded = pages.cache_directory() / "index"
    with servers.mirror(arguments.index_url, "recorded.py", str(recorded)) as index:
        tools = Tools(arguments, index)
        pins = known_pins(tools, recorded / f"pins-{tools.identity()}.json")
        cases = [case for case in CASES if case.name in (arguments.only or [case.name])]
        times = {case.name: [] for case in cases}
        asked = {}
        figures.conditions("seconds")
        for _ in range(arguments.rounds):
            with tempfile.TemporaryDirectory(prefix="compare-") as scratch:
                for case in cases:
                    case.prepare(tools, pins, pathlib.Path(scratch))
                    servers.counted(index)
                    start = time.perf_counter()
                    case.work(tools, pins, pathlib.Path(scratch))
                    times[case.name].append(time.perf_counter() - start)
                    asked[case.name] = servers.counted(index)
                check(pathlib.Path(scratch))
        show(cases, times, asked)


def show(cases, times, asked):
    figures.heading("case", "seconds", "ratio", "pages", "page MB", "files", "file MB", "else")
    for case in cases:
        count = asked[case.name]
        for what in count["repeated"]:
            print(f"{case.name}: asked more than once: {what}")
        ratio = (
            f"{figures.ratio(times[case.name], times[case.reference]):.2f}"
            if case.reference in times
            else ""
        )
        figures.row(
            case.name,
            figures.spread(times[case.name], 2),
            ratio,
            str(count["pages"]),
            f"{count['page_bytes'] / 1e6:.1f}",
            str(count["files"]),
            f"{count['file_bytes'] / 1e6:.1f}",
            str(len(count["others"])),
        )


def known_pins(tools, kept):
    if not kept.exists():
        kept.write_text(json.dumps(record(tools)))
    return json.loads(kept.read_text())


def record(tools):
    """What is to be pinned, and everything into the mirror."""
    pins = {}
    with tempfile.TemporaryDirectory(prefix="compare-") as scratch:
        folder = pathlib.Path(scratch)
        for name, requirements in ("one", [REQUIREMENT]), ("two", [REQUIREMENT, ADDED]):
            report = tools.ours(folder / name, folder / "cache", "--json", *requirements)
            files = json.loads(report)["files"]
            pins[name] = [f"{file['name']}=={file['version']}" for file in files]
            tools.direct(folder / f"direct-{name}", *pins[name])
            total = sum(file["size"] for file in files) / 1e6
            print(f"{' '.join(requirements)} at {CUTOFF}: {len(files)} files, {total:.1f} MB")
    return pins


def check(folder):
    """Whatever fetched them, the files are the same."""
    for first, others in ("direct", ["cold", "memo", "first"]), ("direct-two", ["two"]):
        for other in others:
            pair = folder / first, folder / other
            if all(directory.exists() for directory in pair) and content(pair[0]) != content(pair[1]):
                raise SystemExit(f"{first} and {other} differ")


def content(directory):
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in directory.iterdir()
    }


class Tools:
    def __init__(self, arguments, index):
        self.command = shlex.split(arguments.command)
        self.python = arguments.python
        self.index = index

    def identity(self):
        """Of what decides on the files: Python and pip."""
        code = "import pip, platform; print(platform.python_version(), pip.__version__, sep='-')"
        return self.start([self.python, "-c", code], {}).decode().strip()

    def direct(self, destination, *pins):
        """pip alone, which keeps nothing and is told every version."""
        command = [self.python, "-m", "pip", "download", "--quiet", "--no-cache-dir"]
        variables = {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": self.index}
        self.start([*command, "--dest", destination, *pins], variables)

    def ours(self, destination, cache, *words, variables=None):
        command = [*self.command, "-q", "--date", CUTOFF, "--python", self.python]
        command += ["--index-url", self.index, "--cache-dir", cache, "--dest", destination]
        return self.start([*command, *words], variables or {})

    @staticmethod
    def start(command, variables):
        own = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
        environment = {**own, "PIP_DISABLE_PIP_VERSION_CHECK": "1", **variables}
        return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout


@dataclasses.dataclass(frozen=True)
class Case:
    """Something timed, beside what it is compared with; prepare brings about what it needs."""

    name: str
    reference: str
    work: collections.abc.Callable
    prepare: collections.abc.Callable = lambda *_: None


def after_a_fetch(tools, _, folder):
    if not (folder / "cache").exists():
        tools.ours(folder / "earlier", folder / "cache", REQUIREMENT)


def first_run(tools, _, folder):
    """With no start-up archive of this installation there, which the first run makes."""
    variables = {"XDG_CACHE_HOME": str(folder / "caches")}
    tools.ours(folder / "first", folder / "first-cache", REQUIREMENT, variables=variables)


CASES = [
    Case("direct", "", lambda tools, pins, folder: tools.direct(folder / "direct", *pins["one"])),
    Case(
        "cold",
        "direct",
        lambda tools, _, folder: tools.ours(folder / "cold", folder / "cold-cache", REQUIREMENT),
    ),
    Case(
        "memo",
        "direct",
        lambda tools, _, folder: tools.ours(folder / "memo", folder / "cache", REQUIREMENT),
        after_a_fetch,
    ),
    Case(
        "direct, one more",
        "",
        lambda tools, pins, folder: tools.direct(folder / "direct-two", *pins["two"]),
    ),
    Case(
        "one more",
        "direct, one more",
        lambda tools, _, folder: tools.ours(folder / "two", folder / "cache", REQUIREMENT, ADDED),
        after_a_fetch,
    ),
    Case("first run", "direct", first_run),
]
