"""How time and memory of ours grow: with files on a page, artifacts in a cache, clients, and dates."""
import contextlib
import hashlib
import math
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

from comparison import figures, generated, installed, options, peers, processes, servers, wrk

WARM_REPEATS = 5
FILE_REPEATS = 200
LOAD_SECONDS = 2
DATED_FILES = 1_000


def add_options(parser, _root):
    options.add_rounds(parser, 1)
    installed.add_option(parser, "snapshot-proxy")
    options.add_only(parser, PARTS)
    parser.add_argument(
        "--artifacts",
        type=int,
        action="append",
        help="size of a cache; repeatable (default 1000, 10000, 100000)",
    )
    parser.add_argument(
        "--dates",
        type=int,
        action="append",
        help="dates that one page is asked for at; repeatable (default 10, 100, 1000)",
    )


def run(arguments):
    figures.conditions("growth")
    for part in arguments.only or PARTS:
        PARTS[part](arguments)


def grow_pages(arguments):
    """Pages of more and more files, each asked first of a settled process of its own."""
    sizes = [10, 100, 1_000, 10_000, 100_000]
    names = ["first, ms", "again, ms", "sent, kB", "its last file, processor ms", "peak memory, MiB"]
    measured = {name: {size: [] for size in sizes} for name in names}
    with contextlib.ExitStack() as started:
        root = pathlib.Path(
            started.enter_context(tempfile.TemporaryDirectory(prefix="compare-"))
        )
        last = {size: generated.add_listing(root, f"page{size}", size) for size in sizes}
        index = started.enter_context(servers.directory_index(root))
        tool = peers.ours(arguments.command)
        for _ in range(arguments.rounds):
            for size in sizes:
                with servers.Server(tool, index) as server:
                    server.await_port()
                    time.sleep(1)
                    try:
                        figures_of_page = ask_for_page(server, f"page{size}", last[size])
                    except servers.Refused as refused:
                        print(f"with {size} files, {refused}")
                        continue
                    for name, figure in zip(names, figures_of_page):
                        measured[name][size].append(figure)
    show(
        "files of a page",
        {name: {size: of for size, of in at.items() if of} for name, at in measured.items()},
    )


def ask_for_page(server, project, file):
    """What a page and a file that it lists take."""
    with server.client() as client:
        first, length = client.get(project)
        again = statistics.median(client.get(project)[0] for _ in range(WARM_REPEATS))
        client.answer(file)
        before = server.cpu_seconds()
        for _ in range(FILE_REPEATS):
            client.answer(file)
        found = (server.cpu_seconds() - before) / FILE_REPEATS
    return first * 1e3, again * 1e3, length / 1e3, found * 1e3, server.memory("VmHWM")


def grow_caches(arguments):
    """What commands take with more and more artifacts of a kilobyte in the cache."""
    sizes = arguments.artifacts or [1_000, 10_000, 100_000]
    tool = peers.ours(arguments.command)
    inventory = installed.command("snapshot-cache")
    cases = {
        "proxy to first page": lambda cache, index: first_page(tool, cache, index),
        "info": lambda cache, _: upkeep([*inventory, "info"], cache),
        "verify": lambda cache, _: upkeep([*inventory, "verify"], cache),
        "prune by age": lambda cache, _: upkeep([*inventory, "prune", "--older-than", "90d"], cache),
        "prune by size": lambda cache, _: upkeep([*inventory, "prune", "--max-size", "5G"], cache),
    }
    figures_of = ["s", "processor s", "peak memory, MiB"]
    measured = {f"{case}, {of}": {size: [] for size in sizes} for case in cases for of in figures_of}
    with tempfile.TemporaryDirectory(prefix="compare-") as scratch:
        root = pathlib.Path(scratch) / "index"
        generated.add_listing(root, "page10", 10)
        with servers.directory_index(root) as index:
            for size in sizes:
                cache = pathlib.Path(scratch) / f"cache{size}"
                fill(cache, size)
                for _ in range(arguments.rounds):
                    for case, work in cases.items():
                        for of, figure in zip(figures_of, work(cache, index)):
                            measured[f"{case}, {of}"][size].append(figure)
                shutil.rmtree(cache)
    show("artifacts in the cache", measured)


def fill(cache, count):
    """A cache as the proxy leaves it: each artifact with what was noted when it was hashed."""
    for tree in ("sha256", "verified"):
        for fan in range(256):
            (cache / "artifacts-v1" / tree / f"{fan:02x}").mkdir(parents=True)
        (cache / "artifacts-v1" / tree / "incoming").mkdir()
    cache.chmod(0o700)
    # A million of them: no more than the system calls.
    trees = str(cache / "artifacts-v1")
    for number in range(count):
        content = f"{number:1000d}".encode()
        digest = hashlib.sha256(content).hexdigest()
        state = write(f"{trees}/sha256/{digest[:2]}/{digest}", content)
        inode = f"(dev={state.st_dev:x},ino={state.st_ino})"
        record = f"1000 {state.st_mtime_ns} {inode}\n".encode()
        write(f"{trees}/verified/{digest[:2]}/{digest}", record)


def write(path, content):
    """Makes a file; gives its state."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(file, content)
        return os.fstat(file)
    finally:
        os.close(file)


def first_page(tool, cache, index):
    """Seconds, processor seconds and MiB from the start of a proxy to its first page."""
    with servers.Server(tool, index, cache) as server:
        server.await_port()
        with server.client() as client:
            client.get("page10")
        seconds = time.perf_counter() - server.started
        return seconds, server.cpu_seconds(), server.memory("VmHWM")


def upkeep(command, cache):
    """Seconds, processor seconds and MiB of a command."""
    start = time.perf_counter()
    process = subprocess.Popen([*command, "--cache-dir", cache], stdout=subprocess.DEVNULL)
    # The peak that comes with the exit status is at least this process's own, which is large.
    peak = 0
    ended = 0
    while not ended:
        time.sleep(0.005)
        peak = processes.kibibytes(pathlib.Path(f"/proc/{process.pid}"), "VmHWM") or peak
        ended, status, used = os.wait4(process.pid, os.WNOHANG)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return seconds, used.ru_utime + used.ru_stime, peak / 1024


def grow_clients(arguments):
    """More and more connections that ask for one warm page."""
    wrk.require()
    counts = [1, 10, 100, 1_000]
    rates, tails, work, peak = ({count: [] for count in counts} for _ in range(4))
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
                        before = server.cpu_seconds()
                        load = wrk.load(server, paths, count, LOAD_SECONDS)
                        rates[count].append(load.rate)
                        tails[count].append(load.tail)
                        used = server.cpu_seconds() - before
                        work[count].append(used * 1e6 / (load.rate * LOAD_SECONDS))
                    peak[count].append(server.memory("VmHWM"))
    show(
        "clients",
        {
            "requests/s": rates,
            "p99, ms": tails,
            "processor µs a request": work,
            "peak memory, MiB": peak,
        },
    )


def grow_dates(arguments):
    """One page at more and more dates, each asked for once and then once more."""
    counts = arguments.dates or [10, 100, 1_000]
    passes, figures_of = ["first", "again"], ["ms a page", "processor ms a page"]
    measured = {f"{name}, {of}": {count: [] for count in counts} for name in passes for of in figures_of}
    peak = {count: [] for count in counts}
    project = f"page{DATED_FILES}"
    with tempfile.TemporaryDirectory(prefix="compare-") as scratch:
        root = pathlib.Path(scratch)
        generated.add_listing(root, project, DATED_FILES)
        with servers.directory_index(root) as index:
            for _ in range(arguments.rounds):
                for count in counts:
                    with servers.Server(peers.ours(arguments.command), index) as server:
                        server.await_port()
                        time.sleep(1)
                        dated = [
                            f"/snapshot/{generated.uploaded(minute)}/simple/{project}/"
                            for minute in (number * DATED_FILES / count for number in range(1, count + 1))
                        ]
                        for name in passes:
                            for of, figure in zip(figures_of, ask_in_turn(server, dated)):
                                measured[f"{name}, {of}"][count].append(figure)
                        peak[count].append(server.memory("VmHWM"))
    show("dates", {**measured, "peak memory, MiB": peak})


def ask_in_turn(server, paths):
    """Milliseconds and processor milliseconds that each takes, all on one connection."""
    before, start = server.cpu_seconds(), time.perf_counter()
    with server.client() as client:
        for path in paths:
            client.answer(path)
    seconds = time.perf_counter() - start
    return seconds * 1e3 / len(paths), (server.cpu_seconds() - before) * 1e3 / len(paths)


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


PARTS = {"pages": grow_pages, "caches": grow_caches, "clients": grow_clients, "dates": grow_dates}
