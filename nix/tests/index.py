#!/usr/bin/env python3
"""Serves a directory of distribution files, PROJECT/FILE, as a package index on loopback.

usage: index.py DIRECTORY LOG

The same is under /private/simple/ for the user "tester" with the password "secret-of-the-test". A
file was uploaded when it was last modified. The first line printed is the index URL; each request
becomes a line of LOG: method and path.
"""

import base64
import datetime
import hashlib
import http.server
import json
import os
import sys
import urllib.parse

AUTHORIZATION = "Basic " + base64.b64encode(b"tester:secret-of-the-test").decode()
JSON = "application/vnd.pypi.simple.v1+json"


def upload_time(path):
    time = datetime.datetime.fromtimestamp(os.stat(path).st_mtime, datetime.timezone.utc)
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


class Index:
    def __init__(self, directory, log):
        self.directory = directory
        self.log = open(log, "a", buffering=1, encoding="utf-8")

    def page(self, project):
        folder = os.path.join(self.directory, project)
        files = [self.entry(folder, project, name) for name in sorted(os.listdir(folder))]
        page = {"meta": {"api-version": "1.1"}, "name": project, "files": files, "versions": []}
        return json.dumps(page).encode()

    def entry(self, folder, project, name):
        path = os.path.join(folder, name)
        with open(path, "rb") as file:
            content = file.read()
        return {
            "filename": name,
            "url": f"../../files/{project}/{urllib.parse.quote(name)}",
            "hashes": {"sha256": hashlib.sha256(content).hexdigest()},
            "size": len(content),
            "upload-time": upload_time(path),
        }

    def answer(self, path):
        match urllib.parse.unquote(path).strip("/").split("/"):
            case ["simple", project] if project in os.listdir(self.directory):
                return JSON, self.page(project)
            case ["files", project, name] if project in os.listdir(self.directory):
                folder = os.path.join(self.directory, project)
                if name in os.listdir(folder):
                    with open(os.path.join(folder, name), "rb") as file:
                        return "application/octet-stream", file.read()
        return None


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    index = None

    def do_GET(self):
        self.index.log.write(f"{self.command} {self.path}\n")
        path = self.path.removeprefix("/private")
        if path != self.path and self.headers["Authorization"] != AUTHORIZATION:
            return self.refuse()
        answer = self.index.answer(path)
        content_type, body = answer or ("text/plain", b"no such page\n")
        self.send_response(200 if answer else 404)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET

    def refuse(self):
        self.send_response(401)
        self.send_header("WWW-Authenticate", "Basic realm=private")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_CONNECT(self):
        self.index.log.write(f"{self.command} {self.path}\n")
        self.send_error(403)

    def log_message(self, *_):
        pass


def main(directory, log):
    Handler.index = Index(directory, log)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print("http://127.0.0.1:{}/simple/".format(server.server_address[1]), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
