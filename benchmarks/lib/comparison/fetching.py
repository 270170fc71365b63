"""snapshot-fetch against plain `pip download` of the same files, pinned, with the same pip."""
import collections.abc
import contextlib
import dataclasses
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

from comparison import figures, installed, options, pages, peers, servers

CUTOFF = "2023-01-01"
REQUIREMENT = "jupyterlab"
ADDED = "flask"
NEWEST_PIP = "pip==26.3"
UV = "uv==0.13.9"
LATENCY_MS = "40"
MB_PER_SECOND = "50"


def add_options(parser, _root):
    options.add_rounds(parser, 2)
    options.add_only(parser, [case.name for case in CASES])
    options.add_index(parser)
    parser.add_argument(
        "--python", default=sys.executable, help="the Python whose pip is used (default this one)"
    )
    installed.add_option(parser, "snapshot-fetch")


def run(arguments):
    arguments.command = arguments.command or installed.command("snapshot-fetch")
    recorded = pages.cache_directory() / "index"
    cases = [case for case in CASES if case.name in (arguments.only or [case.name])]
    with contextlib.ExitStack() as mirrors:

        def start(*pacing):
            return mirrors.enter_context(
                servers.mirror(arguments.index_url, "recorded.py", str(recorded), *pacing)
            )

        near, far = start(), start(LATENCY_MS, MB_PER_SECOND)
        tools = Tools(arguments, near)
        pins = known_pins(tools, recorded / f"pins-{tools.identity()}.json")
        times = {case.name: [] for case in cases}
        asked = {}
        figures.conditions("seconds")
        for _ in range(arguments.rounds):
            with tempfile.TemporaryDirectory(prefix="compare-") as scratch:
                for case in cases:
                    index = far if case.far else near
                    used = Tools(arguments, index, newest_pip() if case.newest else None)
                    case.prepare(used, pins, pathlib.Path(scratch))
                    servers.counted(index)
                    start_time = time.perf_counter()
                    case.work(used, pins, pathlib.Path(scratch))
                    times[case.name].append(time.perf_counter() - start_time)
                    asked[case.name] = servers.counted(index)
                    case.settle(pathlib.Path(scratch))
                check(pathlib.Path(scratch))
        show(cases, times, asked)


def newest_pip():
    """A Python that has it."""
    return peers.environment(NEWEST_PIP) / "python"


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
    for group in SAME:
        present = [name for name in group if (folder / name).exists()]
        for name in present[1:]:
            if content(folder / name) != content(folder / present[0]):
                raise SystemExit(f"{present[0]} and {name} differ")


def content(directory):
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in directory.iterdir()
    }


class Tools:
    def __init__(self, arguments, index, python=None):
        self.command = arguments.command
        self.python = python or arguments.python
        self.index = index

    def identity(self):
        """Of what decides on the files: Python and pip."""
        code = "import pip, platform; print(platform.python_version(), pip.__version__, sep='-')"
        return self.start([self.python, "-c", code], {}).decode().strip()

    def direct(self, destination, *words, cache="--no-cache-dir"):
        """pip alone."""
        command = [self.python, "-m", "pip", "download", "--quiet", cache]
        variables = {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": self.index}
        self.start([*command, "--dest", destination, *words], variables)

    def uv(self, folder, destination, *words):
        command = [peers.environment(UV) / "uv", "pip", "install", "--quiet", "--no-deps"]
        command += ["--python", self.python, "--target", destination, *words]
        variables = {"UV_DEFAULT_INDEX": self.index, "UV_CACHE_DIR": str(folder / "uv-cache")}
        self.start(command, variables)

    def restore(self, folder, destination):
        command = [*self.command, "-q", "--from-lock", folder / "pylock.toml", "--dest", destination]
        command += ["--index-url", self.index, "--cache-dir", folder / "cache"]
        self.start(command, {})

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
    """Something timed, beside what it is compared with; prepare brings about what it needs, settle waits for what
    it leaves at work.

    far: with an index at a distance; newest: with the newest pip instead of that of --python.
    """

    name: str
    reference: str
    work: collections.abc.Callable
    prepare: collections.abc.Callable = lambda *_: None
    settle: collections.abc.Callable = lambda _: None
    far: bool = False
    newest: bool = False


def direct(destination, pinned="one"):
    return lambda tools, pins, folder: tools.direct(folder / destination, *pins[pinned])


def cold(destination):
    def fetch(tools, _, folder):
        tools.ours(folder / destination, folder / f"{destination}-cache", REQUIREMENT)

    return fetch


def after_a_fetch(tools, _, folder):
    if not (folder / "cache").exists():
        words = "--lock", folder / "pylock.toml", REQUIREMENT
        tools.ours(folder / "earlier", folder / "cache", *words)


def first_run(tools, _, folder):
    """With no start-up archive of this installation there, which is made after it."""
    variables = {"XDG_CACHE_HOME": str(folder / "caches")}
    tools.ours(folder / "first", folder / "first-cache", REQUIREMENT, variables=variables)


def archive_made(folder):
    deadline = time.monotonic() + 60
    while not list(folder.glob("caches/pip-snapshot/cds/*/*.jsa")):
        if time.monotonic() > deadline:
            raise SystemExit("the first run made no start-up archive within a minute")
        time.sleep(0.1)


def warm_pip(destination):
    def download(tools, pins, folder):
        cache = f"--cache-dir={folder / 'pip-cache'}"
        tools.direct(folder / destination, *pins["one"], cache=cache)

    return download


def warm_uv(destination):
    def install(tools, pins, folder):
        tools.uv(folder, folder / destination, *pins["one"])

    return install


def uploaded_prior_to(tools, _, folder):
    """pip's own filter, which asks for pages whole."""
    words = f"--uploaded-prior-to={CUTOFF}T00:00:00Z", REQUIREMENT
    tools.direct(folder / "prior", *words)


CASES = [
    Case("direct", "", direct("direct")),
    Case("cold", "direct", cold("cold")),
    Case("first run", "direct", first_run, settle=archive_made),
    Case("far direct", "", direct("direct-far"), far=True),
    Case("far cold", "far direct", cold("cold-far"), far=True),
    Case("far prior-to", "", uploaded_prior_to, far=True, newest=True),
    Case(
        "far newest",
        "far prior-to",
        cold("cold-newest"),
        far=True,
        newest=True,
    ),
    Case("warm direct", "", warm_pip("warm"), warm_pip("warm-before")),
    Case(
        "memo",
        "warm direct",
        lambda tools, _, folder: tools.ours(folder / "memo", folder / "cache", REQUIREMENT),
        after_a_fetch,
    ),
    Case("warm uv", "", warm_uv("uv"), warm_uv("uv-before")),
    Case(
        "from lock",
        "warm uv",
        lambda tools, _, folder: tools.restore(folder, folder / "lock"),
        after_a_fetch,
    ),
    Case(
        "one more direct",
        "",
        lambda tools, pins, folder: tools.direct(
            folder / "two", *pins["two"], cache=f"--cache-dir={folder / 'pip-cache'}"
        ),
        warm_pip("warm-first"),
    ),
    Case(
        "one more",
        "one more direct",
        lambda tools, _, folder: tools.ours(
            folder / "ours-two", folder / "cache", REQUIREMENT, ADDED
        ),
        after_a_fetch,
    ),
]

SAME = [
    ["direct", "cold", "first", "direct-far", "cold-far", "warm", "memo", "lock"],
    ["prior", "cold-newest"],
    ["two", "ours-two"],
]
