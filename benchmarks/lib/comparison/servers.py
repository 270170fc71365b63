"""The proxies compared: how each is installed, started, asked and measured."""
import contextlib
import dataclasses
import http.client
import json
import os
import pathlib
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

from comparison import pages

CUTOFF = "2023-01-01"
MIB = 1 << 20
TIMEOUT = 60

# What pip sends.
HEADERS = {
    "Accept": "application/vnd.pypi.simple.v1+json, "
    "application/vnd.pypi.simple.v1+html; q=0.1, text/html; q=0.01",
    "Accept-Encoding": "gzip, deflate",
    "User-Agent": "pip/23.2.1",
}


@dataclasses.dataclass(frozen=True)
class Tool:
    """A proxy; in what follows {port}, {mirror} and {scratch} are filled in at each start."""

    name: str
    command: list
    page: str
    environment: dict = dataclasses.field(default_factory=dict)


def ours(command):
    return Tool(
        "snapshot-proxy",
        [*shlex.split(command), "-q", "--date", CUTOFF, "--listen", "127.0.0.1:{port}"]
        + ["--index-url", "{mirror}", "--cache-dir", "{scratch}"],
        "/simple/{}/",
    )


def peers():
    filters = ["pypi-timemachine==0.3.1"], ["pip-timemachine==0.2.3"]
    pypi_timemachine, pip_timemachine = (installed(*packages) for packages in filters)
    proxpi = installed("proxpi==1.3.1", "gunicorn==27.0.1")
    return [
        Tool(
            "pypi-timemachine",
            [f"{pypi_timemachine}/pypi-timemachine", CUTOFF, "--quiet"]
            + ["--port", "{port}", "--index-url", "{mirror}"],
            f"/snapshot/{CUTOFF}/{{}}/",
        ),
        Tool(
            "pip-timemachine",
            [f"{pip_timemachine}/pip-timemachine", CUTOFF, "--port", "{port}", "--index", "{mirror}"],
            "/simple/{}",
        ),
        Tool(
            "proxpi",
            [f"{proxpi}/gunicorn", "--threads", "2", "--bind", "127.0.0.1:{port}"]
            + ["--log-level", "warning", "proxpi.server:app"],
            "/index/{}/",
            {"PROXPI_INDEX_URL": "{mirror}", "PROXPI_CACHE_DIR": "{scratch}"},
        ),
    ]


def installed(*packages):
    """The directory of commands of a virtual environment that holds `packages`."""
    environment = pages.cache_directory() / "peers" / "+".join(packages)
    if not (environment / "complete").exists():
        print(f"installing {' and '.join(packages)}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", environment], check=True)
        pip = [environment / "bin" / "pip", "install", "--quiet"]
        subprocess.run([*pip, *packages], check=True)
        (environment / "complete").touch()
    return environment / "bin"


@contextlib.contextmanager
def mirror(index, script="mirror.py", *arguments):
    """The URL of a mirror that runs until the block ends."""
    port = free_port()
    source = pathlib.Path(__file__).with_name(script)
    process = subprocess.Popen(
        [sys.executable, source, str(port), index, *arguments], stdout=subprocess.PIPE, text=True
    )
    try:
        if process.stdout.readline() != "ready\n":
            raise SystemExit("the mirror did not start")
        yield f"http://127.0.0.1:{port}/simple/"
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def counted(mirror_url):
    with urllib.request.urlopen(mirror_url.replace("/simple/", "/counted")) as answer:
        return json.load(answer)


class Server:
    """A started tool with an empty cache. Ends, with all its processes, with the block."""

    def __init__(self, tool, mirror_url):
        self.tool = tool
        self.port = free_port()
        self.scratch = tempfile.TemporaryDirectory(prefix="compare-", ignore_cleanup_errors=True)
        filled = {"port": self.port, "mirror": mirror_url, "scratch": self.scratch.name}
        variables = {name: value.format(**filled) for name, value in tool.environment.items()}
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [part.format(**filled) for part in tool.command],
            env={**os.environ, **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.scratch.cleanup()

    def await_port(self):
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except ConnectionRefusedError:
                self.check_alive()
                time.sleep(0.002)

    def check_alive(self):
        if self.process.poll() is not None or time.perf_counter() - self.started > TIMEOUT:
            raise SystemExit(f"{self.tool.name} did not start: {self.process.args}")

    def path(self, project):
        return self.tool.page.format(project)

    def client(self):
        return contextlib.closing(Client(self))

    def memory(self, field):
        """Sum over the tool's processes of VmRSS or VmHWM, in MiB."""
        return sum(kilobytes(pid, field) for pid in group(self.process.pid)) * 1024 / MIB


class Client:
    """One kept-alive connection that asks as pip does."""

    def __init__(self, server):
        self.server = server
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=TIMEOUT)

    def close(self):
        self.connection.close()

    def get(self, project):
        """Seconds that the page took to its last byte, and its bytes as they came."""
        start = time.perf_counter()
        self.connection.request("GET", self.server.path(project), headers=HEADERS)
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{self.server.tool.name}: {project}: {answer.status} {body[:200]}")
        return time.perf_counter() - start, len(body)


def group(leader):
    """The processes of a process group."""
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError, ProcessLookupError):
                if os.getpgid(int(entry.name)) == leader:
                    yield entry.name


def kilobytes(pid, field):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1])
    return 0


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
