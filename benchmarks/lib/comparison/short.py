"""The short form: fails where something has become slow by far, as a ratio inside this run."""
import contextlib
import pathlib
import statistics
import tempfile
import time

from comparison import figures, generated, hashing, installed, peers, proxying, servers

ROUNDS = 3
WARM_REPEATS = 11
FILES_OF_A_PAGE = 1_000


def run(_):
    figures.conditions("seconds")
    figures.heading("case", "ours", "theirs", "ratio", "allowed")
    slow = [
        name
        for name, ours, theirs, allowed in [*hashes(), *pages()]
        if not passes(name, ours, theirs, allowed)
    ]
    if slow:
        raise SystemExit(f"slower than allowed: {', '.join(slow)}")


def passes(name, ours, theirs, allowed):
    ratio = figures.ratio(ours, theirs)
    figures.row(
        name, figures.spread(ours, 4), figures.spread(theirs, 4), f"{ratio:.2f}", f"{allowed:.2f}"
    )
    return ratio <= allowed


def hashes():
    """snapshot-hash beside nix-hash."""
    ours = [*installed.command("snapshot-hash"), "--format", "base16"]
    theirs = ["nix-hash", "--type", "sha256"]
    times = [], []
    with tempfile.TemporaryDirectory(prefix="compare-") as scratch:
        hashing.wheels(pathlib.Path(scratch))
        for _ in range(ROUNDS):
            for command, of in zip((ours, theirs), times):
                of.append(hashing.timed(command, scratch)[0])
    yield "hash of 60 wheels, to nix-hash", *times, 3


def pages():
    """A page from start to first answer, and warm, beside pip-timemachine."""
    tools = [peers.ours(), peers.pip_timemachine()]
    first, warm = ({tool.name: [] for tool in tools} for _ in range(2))
    with contextlib.ExitStack() as started:
        root = pathlib.Path(started.enter_context(tempfile.TemporaryDirectory(prefix="compare-")))
        generated.add_listing(root, "page", FILES_OF_A_PAGE)
        index = started.enter_context(servers.directory_index(root))
        for _ in range(ROUNDS):
            for tool in tools:
                first[tool.name].append(proxying.first_page(tool, index, "page"))
                warm[tool.name].append(warm_page(tool, index))
    yield "start to first page, to pip-timemachine", *first.values(), 3
    yield "warm page, to pip-timemachine", *warm.values(), 1


def warm_page(tool, index):
    with servers.Server(tool, index) as server:
        server.await_port()
        time.sleep(1)
        with server.client() as client:
            client.get("page")
            return statistics.median(client.get("page")[0] for _ in range(WARM_REPEATS))
