"""An index on loopback that keeps what it was asked for once: pages and files, and counts them.

usage: recorded.py PORT INDEX-URL DIRECTORY [LATENCY-MS MB-PER-SECOND]

What is not in DIRECTORY yet comes from the real index. Serves /simple/PROJECT/ in the format asked
for, /files/SHA256/NAME, the core metadata of wheels as PyPI does, and /counted: what was asked since
the last time somebody asked that. With a latency every answer comes so much later, and all together
not faster than the rate.
"""
import asyncio
import collections
import io
import json
import pathlib
import sys
import urllib.request
import zipfile

import mirror
import pages


class RecordedIndex:
    def __init__(self, port, index, directory):
        self.base = f"http://127.0.0.1:{port}/files"
        self.index = index
        self.directory = pathlib.Path(directory)
        self.bodies = {}
        self.asked = collections.Counter()
        self.sent = collections.Counter()

    def answer(self, head):
        method, path, _ = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ")
        if path == "/counted":
            return self.counted()
        kind = path.split("/")[1]
        self.asked[f"{method} {path}"] += 1
        found = {"simple": self.page, "files": self.file}.get(kind, lambda *_: None)(path, head)
        if found is None:
            return mirror.response("404 Not Found", "text/plain", b"not recorded\n")
        content_type, body = found
        self.sent[kind] += len(body) if method == "GET" else 0
        answer = mirror.response("200 OK", content_type, body)
        return answer if method == "GET" else answer[:1]

    def counted(self):
        asked = self.asked
        report = {
            "pages": sum(number for what, number in asked.items() if what.startswith("GET /simple/")),
            "page_bytes": self.sent["simple"],
            "files": sum(number for what, number in asked.items() if what.startswith("GET /files/")),
            "file_bytes": self.sent["files"],
            "repeated": sorted(what for what, number in asked.items() if number > 1),
            "others": sorted(
                what for what in asked if not what.startswith(("GET /simple/", "GET /files/"))
            ),
        }
        self.asked, self.sent = collections.Counter(), collections.Counter()
        return mirror.response("200 OK", "application/json", json.dumps(report).encode())

    def page(self, path, head):
        project = path.split("/")[2]
        if project not in self.bodies:
            kept = self.directory / "pages" / f"{project}.json"
            page = json.loads(self.kept(kept, lambda: json.dumps(self.fetched(project)).encode()))
            for file in page["files"]:
                self.bodies[self.path(file)] = file["url"]
                file["url"] = self.base + self.path(file)
                if file["filename"].endswith(".whl"):
                    file["core-metadata"] = True
            self.bodies[project] = json.dumps(page).encode(), pages.as_html(page).encode()
        as_json, as_html = self.bodies[project]
        wants_json = pages.JSON.encode() in head
        return (pages.JSON, as_json) if wants_json else ("text/html", as_html)

    def fetched(self, project):
        return pages.fetch(self.index, project)

    @staticmethod
    def path(file):
        return f"/{file['hashes']['sha256']}/{file['filename']}"

    def file(self, path, _):
        key = path.removeprefix("/files")
        if key.endswith(".whl.metadata"):
            wheel = self.file(path.removesuffix(".metadata"), _)
            return wheel and (wheel[0], core_metadata(wheel[1]))
        url = self.bodies.get(key)
        if url is None:
            return None
        if isinstance(url, str):
            self.bodies[key] = self.kept(self.directory / "files" / key[1:], lambda: download(url))
        return "application/octet-stream", self.bodies[key]

    @staticmethod
    def kept(path, make):
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_suffix(".new")
            unfinished.write_bytes(make())
            unfinished.replace(path)
        return path.read_bytes()


class PacedConnection(mirror.Connection):
    """Answers late and no faster than the link that all connections share."""

    chunk = 64 << 10

    def __init__(self, recorded, link):
        super().__init__(recorded)
        self.link = link

    def data_received(self, data):
        self.pending += data
        loop = asyncio.get_running_loop()
        while b"\r\n\r\n" in self.pending:
            head, self.pending = self.pending.split(b"\r\n\r\n", 1)
            answer = b"".join(self.mirror.answer(head))
            for start in range(0, len(answer), self.chunk):
                piece = answer[start : start + self.chunk]
                loop.call_at(self.link.arrival(loop.time(), len(piece)), self.send, piece)

    def send(self, piece):
        if not self.transport.is_closing():
            self.transport.write(piece)


class Link:
    def __init__(self, latency, rate):
        self.latency = latency
        self.rate = rate
        self.free = 0

    def arrival(self, now, size):
        self.free = max(self.free, now + self.latency) + size / self.rate
        return self.free


def core_metadata(wheel):
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        return archive.read(
            next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        )


def download(url):
    with urllib.request.urlopen(url) as answer:
        return answer.read()


async def serve(port, index, directory, latency="0", rate="0"):
    recorded = RecordedIndex(port, index, directory)
    link = Link(float(latency) / 1e3, float(rate) * 1e6 or float("inf"))

    def connection():
        return PacedConnection(recorded, link) if link.latency else mirror.Connection(recorded)

    loop = asyncio.get_running_loop()
    server = await loop.create_server(connection, "127.0.0.1", port)
    print("ready", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), *sys.argv[2:]))
