"""An index on loopback: pages from memory over kept-alive connections, every byte counted.

usage: mirror.py PORT INDEX-URL

Serves /simple/PROJECT/ in the format asked for, and /counted: requests and bytes of pages so far.
"""
import asyncio
import json
import sys

import pages


class Connection(asyncio.Protocol):
    """HTTP/1.1 without bodies in requests; asyncio sets TCP_NODELAY."""

    def __init__(self, mirror):
        self.mirror = mirror
        self.pending = b""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.pending += data
        while b"\r\n\r\n" in self.pending:
            head, self.pending = self.pending.split(b"\r\n\r\n", 1)
            self.transport.writelines(self.mirror.answer(head))


class Mirror:
    def __init__(self, port, index):
        base = f"http://127.0.0.1:{port}/files"
        details = pages.load(index)
        self.pages = {f"/simple/{name}/": pages.at(page, base) for name, page in details.items()}
        self.pages["/simple/"] = pages.project_list(details)
        self.requests = 0
        self.bytes = 0

    def answer(self, head):
        method, path, _ = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ")
        if path == "/counted":
            body = json.dumps({"requests": self.requests, "bytes": self.bytes}).encode()
            return response("200 OK", "application/json", body)
        self.requests += 1
        if path not in self.pages:
            return response("404 Not Found", "text/plain", b"no such page\n")
        as_json, as_html = self.pages[path]
        wants_json = b"application/vnd.pypi.simple.v1+json" in head
        body = as_json if wants_json else as_html
        self.bytes += len(body) if method == "GET" else 0
        answer = response("200 OK", pages.JSON if wants_json else "text/html", body)
        return answer if method == "GET" else answer[:1]


def response(status, content_type, body):
    head = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    return [head.encode("latin-1"), body]


async def serve(port, index):
    mirror = Mirror(port, index)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(mirror), "127.0.0.1", port, backlog=512)
    print("ready", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2]))
