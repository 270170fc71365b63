"""Files from the cache of snapshot-proxy, and the same files from nginx with sendfile."""
import contextlib
import dataclasses
import http.client
import json
import pathlib
import random
import tempfile
import time
import urllib.parse

from comparison import figures, generated, installed, options, peers, servers, wrk

CASES = {
    "67 files, 37 MB": "set",
    "one file, 500 MB": "large",
}
# A case is repeated until so much has gone over the wire: time is told in hundredths of a second.
ENOUGH_BYTES = 1_000_000_000
CONNECTIONS = 8
LOAD_SECONDS = 2


@dataclasses.dataclass(frozen=True)
class Transfer:
    """Some bytes and what they took: of the clock, and of the server's processors."""

    size: int
    seconds: float
    cpu_seconds: float

    @property
    def rate(self):
        return self.size / self.seconds / 1e6

    @property
    def cpu_per_gigabyte(self):
        return self.cpu_seconds / self.size * 1e9


def add_options(parser, _root):
    options.add_rounds(parser, 3)
    installed.add_option(parser, "snapshot-proxy")


def run(arguments):
    wrk.require()
    ours = peers.ours(arguments.command)
    figures.conditions("files from a cache")
    with contextlib.ExitStack() as started:
        root, cache = (
            pathlib.Path(started.enter_context(tempfile.TemporaryDirectory(prefix="compare-")))
            for _ in range(2)
        )
        generated.add_project(root, "set", sizes_of_a_set())
        generated.add_project(root, "large", [500_000_000])
        index = started.enter_context(servers.directory_index(root))
        paths = {"snapshot-proxy": filled(ours, index, cache), "nginx": paths_of_files(root)}
        results = {}
        for _ in range(arguments.rounds):
            for tool, directory in [(ours, cache), *[(tool, None) for tool in peers.nginx(root)]]:
                with servers.Server(tool, index, directory) as server:
                    measure(server, paths[tool.name], results)
    show(results)


def sizes_of_a_set():
    """67 sizes of 37 MB together, as uneven as those of wheels are."""
    draw = random.Random(67)
    shares = [draw.lognormvariate(0, 1.5) for _ in range(67)]
    return [round(37_000_000 * share / sum(shares)) for share in shares]


def filled(tool, index, cache):
    """Of each project the paths of its files, all of which are in the cache then."""
    paths = {}
    with servers.Server(tool, index, cache) as server:
        server.await_port()
        with server.client() as client:
            for project in CASES.values():
                page = client.answer(server.path(project), servers.AS_IS)
                paths[project] = [
                    urllib.parse.urljoin(server.path(project), file["url"].partition("#")[0])
                    for file in json.loads(page.body)["files"]
                ]
        for of in paths.values():
            transfer(server, of)
    return paths


def paths_of_files(root):
    files = sorted((root / "files").iterdir())
    return {
        project: [f"/files/{file.name}" for file in files if file.name.startswith(f"{project}-")]
        for project in CASES.values()
    }


def measure(server, paths, results):
    """First a pass of a fresh process, then passes of a warm one, alone and side by side."""
    server.await_port()
    time.sleep(1)
    of_tool = results.setdefault(server.tool.name, {})
    for case, project in CASES.items():
        first = transfer(server, paths[project])
        of_tool.setdefault(f"{case}, first pass", []).append(first)
        passes = max(1, ENOUGH_BYTES // first.size)
        transfer(server, paths[project] * passes)
        of_tool.setdefault(case, []).append(transfer(server, paths[project] * passes))
    of_set = paths["set"]
    wrk.warm_up(server, of_set, CONNECTIONS)
    size = transfer(server, of_set).size / len(of_set)
    before = server.cpu_seconds()
    load = wrk.load(server, of_set, CONNECTIONS, LOAD_SECONDS)
    cpu_seconds = server.cpu_seconds() - before
    of_tool.setdefault(f"67 files, 37 MB, {CONNECTIONS} connections", []).append(
        Transfer(round(load.rate * LOAD_SECONDS * size), LOAD_SECONDS, cpu_seconds)
    )


def transfer(server, paths):
    """What it takes to get the files one after another over one connection."""
    buffer = memoryview(bytearray(generated.MIB))
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=servers.TIMEOUT)
    size = 0
    cpu_before = server.cpu_seconds()
    start = time.perf_counter()
    with contextlib.closing(connection):
        for path in paths:
            connection.request("GET", path)
            answer = connection.getresponse()
            if answer.status != 200:
                raise SystemExit(f"{server.tool.name}: {path}: {answer.status}")
            while count := answer.readinto(buffer):
                size += count
    seconds = time.perf_counter() - start
    return Transfer(size, seconds, server.cpu_seconds() - cpu_before)


def show(results):
    names = list(results)
    figures.heading("MB/s", *names, *[f"times {name}" for name in names[1:]])
    show_rows(results, lambda of: of.rate, 0)
    figures.heading("Processor seconds per GB", *names, *[f"times {name}" for name in names[1:]])
    show_rows(results, lambda of: of.cpu_per_gigabyte, 2)


def show_rows(results, figure, digits):
    names = list(results)
    for case in results[names[0]]:
        values = {name: [figure(of) for of in results[name][case]] for name in names}
        ratios = [f"{figures.ratio(values[names[0]], values[name]):.2f}" for name in names[1:]]
        figures.row(case, *[figures.spread(of, digits) for of in values.values()], *ratios)
