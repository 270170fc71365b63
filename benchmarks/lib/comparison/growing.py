"""How time and memory of ours grow: with files on a page, artifacts in a cache, clients at once."""
import contextlib
import hashlib
import math
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

from comparison import figures, generated, installed, options, peers, servers, wrk

WARM_REPEATS = 5
LOAD_SECONDS = 2


def add_options(parser, _root):
    options.add_rounds(parser, 3)
    installed.add_option(parser, "snapshot-proxy")
    options.add_only(parser, PARTS)
    parser.add_argument(
        "--artifacts",
        type=int,
        action="append",
        help="size of a cache; repeatable (default 1000, 10000, 100000)",
    )


def run(arguments):
    figures.conditions("growth")
    for part in arguments.only or PARTS:
        PARTS[part](arguments)


def grow_pages(arguments):
    """Pages of more and more files, each asked first of a settled process of its own."""
    sizes = [10, 100, 1_000, 10_000, 100_000]
    cold, warm, peak, sent = ({size: [] for size in sizes} for _ in range(4))
    with contextlib.ExitStack() as started:
        root = pathlib.Path(
            started.enter_context(tempfile.TemporaryDirectory(prefix="compare-"))
        )
        for size in sizes:
            generated.add_listing(root, f"page{size}", size)
        index = started.enter_context(servers.directory_index(root))
        tool = peers.ours(arguments.command)
        for _ in range(arguments.rounds):
            for size in sizes:
                with servers.Server(tool, index) as server:
                    server.await_port()
                    time.sleep(1)
                    try:
                        with server.client() as client:
                            seconds, length = client.get(f"page{size}")
                            again = [client.get(f"page{size}")[0] for _ in range(WARM_REPEATS)]
                    except servers.Refused as refused:
                        print(f"with {size} files, {refused}")
                        continue
                    cold[size].append(seconds * 1e3)
                    sent[size].append(length / 1e3)
                    warm[size] += [of * 1e3 for of in again]
                    peak[size].append(server.memory("VmHWM"))
    measures = {"first, ms": cold, "again, ms": warm, "sent, kB": sent, "peak memory, MiB": peak}
    show(
        "files of a page",
        {name: {size: of for size, of in at.items() if of} for name, at in measures.items()},
    )


def grow_caches(arguments):
    """What commands take with more and more artifacts of a kilobyte in the cache."""
    sizes = arguments.artifacts or [1_000, 10_000, 100_000]
    tool = peers.ours(arguments.command)
    inventory = installed.command("snapshot-cache")
    cases = {
        "proxy to first page": lambda cache, index: first_page(tool, cache, index),
        "info": lambda cache, _: upkeep([*inventory, "info"], cache),
        "verify": lambda cache, _: upkeep([*inventory, "verify"], cache),
        "prune": lambda cache, _: upkeep([*inventory, "prune", "--older-than", "90d"], cache),
    }
    times = {f"{case}, s": {size: [] for size in sizes} for case in cases}
    with tempfile.TemporaryDirectory(prefix="compare-") as scratch:
        root = pathlib.Path(scratch) / "index"
        generated.add_listing(root, "page10", 10)
        with servers.directory_index(root) as index:
            for size in sizes:
                cache = pathlib.Path(scratch) / f"cache{size}"
                fill(cache, size)
                for _ in range(arguments.rounds):
                    for case, work in cases.items():
                        times[f"{case}, s"][size].append(work(cache, index))
    show("artifacts in the cache", times)


def fill(cache, count):
    """A cache as the proxy leaves it: each artifact with what was noted when it was hashed."""
    artifacts = cache / "artifacts-v1"
    for directory in ("sha256", "verified"):
        for fan in range(256):
            (artifacts / directory / f"{fan:02x}").mkdir(parents=True)
    cache.chmod(0o700)
    for number in range(count):
        content = str(number).encode() * 1000
        digest = hashlib.sha256(content[:1000]).hexdigest()
        artifact = artifacts / "sha256" / digest[:2] / digest
        artifact.write_bytes(content[:1000])
        state = os.stat(artifact)
        inode = f"(dev={state.st_dev:x},ino={state.st_ino})"
        record = artifacts / "verified" / digest[:2] / digest
        record.write_text(f"1000 {state.st_mtime_ns} {inode}\n")


def first_page(tool, cache, index):
    with servers.Server(tool, index, cache) as server:
        server.await_port()
        with server.client() as client:
            client.get("page10")
        return time.perf_counter() - server.started


def upkeep(command, cache):
    start = time.perf_counter()
    subprocess.run([*command, "--cache-dir", cache], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def grow_clients(arguments):
    """More and more connections that ask for one warm page."""
    wrk.require()
    counts = [1, 10, 100, 1_000]
    rates, tails, peak = ({count: [] for count in counts} for _ in range(3))
    with tempfile.TemporaryDirectory(prefix="compare-") as scratch:
        root = pathlib.Path(scratch)
        generated.add_listing(root, "page100", 100)
        with servers.directory_index(root) as index:
            with servers.Server(peers.ours(arguments.command), index) as server:
                server.await_port()
                paths = [server.path("page100")]
                wrk.warm_up(server, paths, 10)
                for count in counts:
                    for _ in range(arguments.rounds):
                        load = wrk.load(server, paths, count, LOAD_SECONDS)
                        rates[count].append(load.rate)
                        tails[count].append(load.tail)
                    peak[count].append(server.memory("VmHWM"))
    show("clients", {"requests/s": rates, "p99, ms": tails, "peak memory, MiB": peak})


def show(grown, measures):
    """A row a measure: its figures at each size, and how it grows from one size to the next."""
    sizes = list(next(iter(measures.values())))
    figures.heading(grown, *[f"{size:,}" for size in sizes], "exponent at the end")
    for name, at in measures.items():
        cells = [figures.spread(at[size], digits(at[size])) for size in sizes]
        figures.row(name, *cells, exponent(at, sizes[-2:]) if len(sizes) > 1 else "")


def digits(values):
    return 0 if statistics.median(values) >= 100 else 2


def exponent(at, sizes):
    """Of the power of the size that a figure follows: 1 is linear, 0 is none."""
    ratio = figures.ratio(at[sizes[1]], at[sizes[0]])
    return f"{math.log(ratio) / math.log(sizes[1] / sizes[0]):.2f}"


PARTS = {"pages": grow_pages, "caches": grow_caches, "clients": grow_clients}
