"""snapshot-proxy against its peers, with a mirror on loopback as their upstream."""
import os
import re
import shlex
import shutil
import statistics
import subprocess
import time

from comparison import figures, servers

WARM_REPEATS = 21
SETTLE_SECONDS = 1
WARM_UP_SECONDS = 5
LOADED_PAGES = ["six", "boto3"]
CONNECTIONS = [8, 64]
UNITS = {"us": 1e-3, "ms": 1, "s": 1e3, "m": 60e3}


def add_options(parser, root):
    parser.add_argument("--rounds", type=int, default=5, help="runs of each tool (default 5)")
    parser.add_argument("--seconds", type=int, default=6, help="of each load by wrk (default 6)")
    parser.add_argument(
        "--only", action="append", choices=list(PARTS), help="a part to run; repeatable"
    )
    parser.add_argument(
        "--index-url",
        default="https://pypi.org/simple/",
        help="where the mirror's pages come from, once (default PyPI)",
    )
    parser.add_argument(
        "--command",
        default=shlex.quote(str(root / "bin" / "snapshot-proxy")),
        help="what to run as snapshot-proxy (default bin/snapshot-proxy)",
    )


def run(arguments):
    tools = [servers.ours(arguments.command), *servers.peers()]
    with servers.mirror(arguments.index_url) as mirror:
        # The first run of an installation makes its start-up archive, and of a tool its bytecode.
        for tool in tools:
            first_page(tool, mirror)
        for name in arguments.only or PARTS:
            print()
            PARTS[name](tools, mirror, arguments)


def first_page(tool, mirror):
    """Seconds from exec to the last byte of a page of six."""
    with servers.Server(tool, mirror) as server:
        while True:
            try:
                with server.client() as client:
                    client.get("six")
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


def compare_load(tools, mirror, arguments):
    """Each tool alone, after an unmeasured load of the same page."""
    if not shutil.which("wrk"):
        print("requests per second: left out, there is no wrk (Debian: apt-get install -y wrk)")
        return
    print(f"load before: {os.getloadavg()[0]:.1f}; each figure from {arguments.seconds} s of wrk")
    names = [tool.name for tool in tools]
    rates, tails = {}, {}
    idle, peak = {}, {}
    for tool in tools:
        with servers.Server(tool, mirror) as server:
            server.await_port()
            time.sleep(SETTLE_SECONDS)
            idle[tool.name] = server.memory("VmRSS")
            with server.client() as client:
                for project in LOADED_PAGES:
                    client.get(project)
            for project in LOADED_PAGES:
                load(server, project, CONNECTIONS[0], WARM_UP_SECONDS)
                for connections in CONNECTIONS:
                    case = f"{project}, {connections} connections"
                    rate, tail = load(server, project, connections, arguments.seconds)
                    rates.setdefault(case, {})[tool.name] = rate
                    tails.setdefault(case, {})[tool.name] = tail
            peak[tool.name] = server.memory("VmHWM")
    figures.heading("Requests/s (p99 in ms) of warm pages", *names, "times the best peer", "p99")
    for case, of in rates.items():
        best = max(names[1:], key=of.get)
        figures.row(
            case,
            *[f"{of[name]:.0f} ({tails[case][name]:.3g})" for name in names],
            f"{of[names[0]] / of[best]:.1f}",
            f"{tails[case][names[0]] / min(tails[case][name] for name in names[1:]):.2f}",
        )
    figures.heading("Resident memory, MiB", *names)
    figures.row("idle", *[f"{idle[name]:.0f}" for name in names])
    figures.row("peak under that load", *[f"{peak[name]:.0f}" for name in names])


def load(server, project, connections, seconds):
    """Requests per second, and milliseconds that 99 of 100 did not exceed."""
    headers = [f"-H{name}: {value}" for name, value in servers.HEADERS.items()]
    url = f"http://127.0.0.1:{server.port}{server.path(project)}"
    command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s", "--latency"]
    output = subprocess.run(
        [*command, *headers, url], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        print(f"{server.tool.name}, {project}, {connections} connections:\n{output}")
    rate = float(re.search(r"Requests/sec:\s*([\d.]+)", output)[1])
    number, unit = re.search(r"99%\s*([\d.]+)(\w+)", output).groups()
    # wrk says 0 where no request came to its end in time.
    return rate, float(number) * UNITS[unit] or seconds * 1e3


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
    "load": compare_load,
}
