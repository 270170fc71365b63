"""What each command takes to say its version, and how much memory the proxies hold."""
import subprocess
import time

from comparison import figures, installed, options, peers, servers

COMMANDS = [
    "snapshot-proxy",
    "snapshot-fetch",
    "snapshot-hash",
    "snapshot-diff",
    "snapshot-cache",
]
PROJECTS = ["six", "requests", "boto3", "numpy"]
SETTLE_SECONDS = 2


def add_options(parser, _root):
    options.add_rounds(parser, 10)
    options.add_index(parser)
    options.add_only(parser, PARTS)


def run(arguments):
    figures.conditions("start and memory")
    for part in arguments.only or PARTS:
        PARTS[part](arguments)


def versions(arguments):
    commands = {name: [*installed.command(name), "--version"] for name in COMMANDS}
    times = {name: [] for name in COMMANDS}
    for _ in range(arguments.rounds):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            times[name].append(time.perf_counter() - start)
    figures.heading("--version", "seconds")
    for name, of in times.items():
        figures.row(name, figures.spread(of, 3))


def memory(arguments):
    tools = [peers.ours(), *peers.filters(), peers.proxpi()]
    idle, loaded = {}, {}
    with servers.mirror(arguments.index_url) as mirror:
        for tool in tools:
            with servers.Server(tool, mirror) as server:
                server.await_port()
                time.sleep(SETTLE_SECONDS)
                idle[tool.name] = server.memory("VmRSS")
                with server.client() as client:
                    for project in PROJECTS:
                        client.get(project)
                loaded[tool.name] = server.memory("VmRSS")
    figures.heading("Resident memory, MiB", *idle)
    figures.row("idle", *[f"{value:.0f}" for value in idle.values()])
    figures.row("after four pages", *[f"{value:.0f}" for value in loaded.values()])


PARTS = {"versions": versions, "memory": memory}
