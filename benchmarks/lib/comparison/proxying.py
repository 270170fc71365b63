"""snapshot-proxy against its peers, with a mirror on loopback as their upstream."""
import statistics
import time

from comparison import figures, installed, options, peers, servers

WARM_REPEATS = 21
SETTLE_SECONDS = 1


def add_options(parser, _root):
    options.add_rounds(parser, 3)
    installed.add_option(parser, "snapshot-proxy")
    options.add_index(parser)
    options.add_only(parser, PARTS)


def run(arguments):
    tools = [peers.ours(arguments.command), *peers.filters(), peers.proxpi()]
    with servers.mirror(arguments.index_url) as mirror:
        # The first run of a tool makes its bytecode.
        for tool in tools:
            first_page(tool, mirror)
        for name in arguments.only or PARTS:
            print()
            PARTS[name](tools, mirror, arguments)


def first_page(tool, mirror, project="six"):
    """Seconds from exec to the last byte of a page."""
    with servers.Server(tool, mirror) as server:
        while True:
            try:
                with server.client() as client:
                    client.get(project)
                return time.perf_counter() - server.started
            except ConnectionRefusedError:
                server.check_alive()
                time.sleep(0.002)


def compare_start(tools, mirror, arguments):
    times = {tool.name: [] for tool in tools}
    for _ in range(arguments.rounds):
        for tool in tools:
            times[tool.name].append(first_page(tool, mirror) * 1e3)
    table("Start to first page of six, ms", {"": times})


def compare_cold(tools, mirror, arguments):
    """Fresh process, empty cache, one page: asked at once, and when the server has settled."""
    cases = {}
    for project in ["boto3", "numpy"]:
        for settle, when in [(0, "at once"), (SETTLE_SECONDS, f"{SETTLE_SECONDS} s later")]:
            times = {tool.name: [] for tool in tools}
            for _ in range(arguments.rounds):
                for tool in tools:
                    with servers.Server(tool, mirror) as server:
                        server.await_port()
                        time.sleep(settle)
                        with server.client() as client:
                            times[tool.name].append(client.get(project)[0] * 1e3)
            cases[f"{project}, {when}"] = times
    table("Cold page (first of a fresh process, nothing cached), ms", cases)


def compare_warm(tools, mirror, arguments):
    """The second to last of repeated asks, one at a time; the tools take turns."""
    projects = ["six", "requests", "boto3", "numpy"]
    cases = {project: {tool.name: [] for tool in tools} for project in projects}
    sizes = {project: {} for project in projects}
    upstream = {}
    for _ in range(arguments.rounds):
        for tool in tools:
            before = servers.counted(mirror)
            with servers.Server(tool, mirror) as server:
                server.await_port()
                time.sleep(SETTLE_SECONDS)
                with server.client() as client:
                    for project in projects:
                        client.get(project)
                        for _ in range(WARM_REPEATS):
                            seconds, size = client.get(project)
                            cases[project][tool.name].append(seconds * 1e3)
                            sizes[project][tool.name] = size
            after = servers.counted(mirror)
            upstream[tool.name] = {key: after[key] - before[key] for key in after}
    table("Warm page, ms", cases)
    names = [tool.name for tool in tools]
    figures.heading("Bytes on the wire to a client that accepts gzip, kB", *names)
    for project, of in sizes.items():
        figures.row(project, *[f"{of[name] / 1e3:.0f}" for name in names])
    pages = len(projects) * (WARM_REPEATS + 1)
    figures.heading(f"Upstream for those {pages} pages", *names)
    for what, scale in [("requests", 1), ("bytes", 1e6)]:
        unit = "requests" if scale == 1 else "MB"
        figures.row(unit, *[f"{upstream[name][what] / scale:.3g}" for name in names])


def table(title, cases):
    names = list(next(iter(cases.values())))
    figures.conditions("ms")
    figures.heading(title, *names, *[f"to {name}" for name in names[1:]])
    for case, times in cases.items():
        digits = 1 if min(statistics.median(values) for values in times.values()) < 10 else 0
        ratios = [f"{figures.ratio(times[names[0]], times[name]):.2f}" for name in names[1:]]
        figures.row(case, *[figures.spread(values, digits) for values in times.values()], *ratios)


PARTS = {
    "start": compare_start,
    "cold": compare_cold,
    "warm": compare_warm,
}
