"""Servers under measurement, the mirror behind them, and a client that asks as pip does."""
import contextlib
import functools
import http.server
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

from comparison import pages, processes

TIMEOUT = 60

# What pip sends.
HEADERS = {
    "Accept": "application/vnd.pypi.simple.v1+json, "
    "application/vnd.pypi.simple.v1+html; q=0.1, text/html; q=0.01",
    "Accept-Encoding": "gzip, deflate",
    "User-Agent": "pip/23.2.1",
}


AS_IS = {**HEADERS, "Accept-Encoding": "identity"}


@contextlib.contextmanager
def directory_index(directory):
    """The index URL of a directory, served by Python's own server until the block ends."""
    handler = functools.partial(IndexHandler, directory=directory)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/simple/"
        finally:
            server.shutdown()


class IndexHandler(http.server.SimpleHTTPRequestHandler):
    extensions_map = {".json": pages.JSON, "": "application/octet-stream"}

    def translate_path(self, path):
        translated = super().translate_path(path)
        return translated + "index.json" if path.endswith("/") else translated

    def log_message(self, *_):
        pass


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
    """A started tool. Ends, with all its processes, with the block.

    Its directory is a new one, which goes with it, unless one is given.
    """

    def __init__(self, tool, mirror_url, directory=None):
        self.tool = tool
        self.port = free_port()
        self.cleanup = contextlib.ExitStack()
        scratch = directory or self.cleanup.enter_context(
            tempfile.TemporaryDirectory(prefix="compare-", ignore_cleanup_errors=True)
        )
        self.filled = {"port": self.port, "mirror": mirror_url, "scratch": str(scratch)}
        tool.prepare(**self.filled)
        variables = {name: value.format(**self.filled) for name, value in tool.environment.items()}
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [part.format(**self.filled) for part in tool.command],
            env={**os.environ, **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.cleanup.close()

    def await_port(self):
        """Returns when the tool accepts connections and is configured."""
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                break
            except ConnectionRefusedError:
                self.check_alive()
                time.sleep(0.002)
        self.tool.configure(**self.filled)

    def check_alive(self):
        if self.process.poll() is not None or time.perf_counter() - self.started > TIMEOUT:
            raise SystemExit(f"{self.tool.name} did not start: {self.process.args}")

    def path(self, project):
        return self.tool.page.format(project)

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def client(self):
        return contextlib.closing(Client(self))

    def memory(self, field):
        """Sum over the tool's processes of VmRSS or VmHWM, in MiB."""
        return processes.mebibytes(self.process.pid, field)

    def cpu_seconds(self):
        return processes.cpu_seconds(self.process.pid)


class Refused(SystemExit):
    """An answer that is none."""


class Answer:
    """The head of an answer, and its body as it came."""

    def __init__(self, stream):
        version, status = stream.readline().split(None, 2)[:2]
        self.status = int(status)
        self.headers = dict(header_lines(stream))
        self.chunked = self.headers.get("transfer-encoding") == "chunked"
        self.body = b"".join(self.pieces(stream))
        connection = self.headers.get("connection", "").lower()
        kept = connection == "keep-alive" or (version == b"HTTP/1.1" and connection != "close")
        self.last = not kept or not (self.chunked or "content-length" in self.headers)

    def pieces(self, stream):
        if self.chunked:
            while size := int(stream.readline().partition(b";")[0], 16):
                yield stream.read(size)
                stream.readline()
            stream.readline()
        elif "content-length" in self.headers:
            yield stream.read(int(self.headers["content-length"]))
        else:
            yield stream.read()


def header_lines(stream):
    while (line := stream.readline()) not in (b"\r\n", b""):
        name, _, value = line.decode("latin-1").partition(":")
        yield name.lower(), value.strip()


class Client:
    """
    One kept-alive connection that asks as pip does. Not Python's own client, which takes as long to
    read a head as some of the servers take for everything.
    """

    def __init__(self, server):
        self.server = server
        self.stream = None

    def close(self):
        if self.stream:
            self.stream.close()
            self.stream = None

    def get(self, project):
        """Seconds that the page took to its last byte, and its bytes as they came."""
        start = time.perf_counter()
        answer = self.answer(self.server.path(project))
        return time.perf_counter() - start, len(answer.body)

    def answer(self, path, headers=HEADERS):
        """The answer to a request for a path."""
        if not self.stream:
            with socket.create_connection(("127.0.0.1", self.server.port), TIMEOUT) as connection:
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self.stream = connection.makefile("rwb")
        lines = [f"{name}: {value}" for name, value in headers.items()]
        head = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{self.server.port}", *lines, "", ""]
        self.stream.write("\r\n".join(head).encode())
        self.stream.flush()
        answer = Answer(self.stream)
        if answer.last:
            self.close()
        if answer.status != 200:
            raise Refused(f"{self.server.tool.name}: {path}: {answer.status} {answer.body[:200]}")
        return answer


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
