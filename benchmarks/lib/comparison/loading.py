"""Warm pages under load: snapshot-proxy, its peers, and nginx with the same bytes as the limit."""
import contextlib
import pathlib
import statistics
import tempfile
import time

from comparison import figures, installed, options, peers, servers, wrk

PROJECTS = ["six", "requests", "boto3", "numpy"]
CONNECTIONS = [8, 64]
LIMIT = "nginx"


def add_options(parser, _root):
    options.add_rounds(parser, 2)
    installed.add_option(parser, "snapshot-proxy")
    options.add_index(parser)
    options.add_only(parser, PROJECTS)
    parser.add_argument("--seconds", type=int, default=1, help="of each load (default 1)")
    parser.add_argument("--without", action="append", default=[], metavar="PEER", help="repeatable")


def run(arguments):
    wrk.require()
    projects = arguments.only or PROJECTS
    ours = peers.ours(arguments.command)
    figures.conditions("pages under load")
    with contextlib.ExitStack() as started:
        mirror = started.enter_context(servers.mirror(arguments.index_url))
        directory = started.enter_context(tempfile.TemporaryDirectory(prefix="compare-"))
        answers = recorded(ours, mirror, projects)
        for project, (coding, body) in answers.items():
            print(f"{project}: {len(body) / 1e3:.0f} kB on the wire, {coding or 'as it is'}")
        write_files(pathlib.Path(directory), answers)
        tools = [ours, *peers.nginx(directory), *peers.filters(), *peers.caches()]
        loads = {
            tool.name: measure(tool, mirror, projects, arguments, wrk.WARM_UPS if tool is ours else 1)
            for tool in tools
            if tool.name not in arguments.without
        }
    show("Requests/s of warm pages", loads, lambda load: load.rate, max)
    show("p99 of warm pages, ms", loads, lambda load: load.tail, min)


def recorded(tool, mirror, projects):
    """Coding and bytes of each page as our proxy sends it."""
    with servers.Server(tool, mirror) as server:
        server.await_port()
        with server.client() as client:
            answers = {project: client.answer(server.path(project)) for project in projects}
    return {
        project: (answer.headers.get("content-encoding"), answer.body)
        for project, answer in answers.items()
    }


def write_files(directory, answers):
    """The pages as nginx's gzip_static finds them."""
    for project, (coding, body) in answers.items():
        (directory / (f"{project}.gz" if coding == "gzip" else project)).write_bytes(body)


def measure(tool, mirror, projects, arguments, warm_ups):
    """
    Of each page and number of connections the loads of a server that runs alone. Only ours compiles
    what it runs often.
    """
    loads = {}
    with servers.Server(tool, mirror) as server:
        server.await_port()
        time.sleep(1)
        with server.client() as client:
            # Before any load: some answer with errors while several ask for a page that they do not
            # have yet, and go on with a load that nobody waits for any more.
            for project in projects:
                client.get(project)
        for project in projects:
            paths = [server.path(project)]
            wrk.warm_up(server, paths, CONNECTIONS[0], warm_ups)
            for connections in CONNECTIONS:
                loads[f"{project}, {connections} connections"] = [
                    wrk.load(server, paths, connections, arguments.seconds)
                    for _ in range(arguments.rounds)
                ]
    return loads


def show(title, loads, figure, best_of):
    """One row a case: each tool, the best peer, and ours divided by that and by the limit."""
    names = list(loads)
    peer_names = [name for name in names[1:] if name != LIMIT]
    figures.heading(title, *names, "best peer", "times that", f"times {LIMIT}")
    for case in loads[names[0]]:
        values = {name: [figure(load) for load in loads[name][case]] for name in names}
        best = best_of(peer_names, key=lambda name: statistics.median(values[name]))
        figures.row(
            case,
            *[figures.spread(of, 0 if statistics.median(of) >= 100 else 1) for of in values.values()],
            best,
            times(values[names[0]], values[best]),
            f"{figures.ratio(values[names[0]], values[LIMIT]):.2f}" if LIMIT in values else "",
        )


def times(ours, theirs):
    """How many times theirs, if there is anything to count by."""
    return f"{figures.ratio(ours, theirs):.2f}" if statistics.median(theirs) else "none answered"
