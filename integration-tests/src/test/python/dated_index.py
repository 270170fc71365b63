#!/usr/bin/env python3
"""Serves a package index as it was at an instant: the independent witness of the tests.

It shares no code and no idea of structure with what it witnesses: it keeps nothing, serves HTML
only, and links straight to the original files. The first line it prints is its index URL.

    dated_index.py --date 2021-05-01T00:00:00+00:00 [--index https://pypi.org/simple/]
"""

import argparse
import datetime
import html
import html.parser
import http.server
import json
import re
import sys
import urllib.error
import urllib.parse
import urllib.request

ACCEPT = "application/vnd.pypi.simple.v1+json, text/html;q=0.1"


class Links(html.parser.HTMLParser):
    """Collects the links of a page as (attributes, text)."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.inside = False

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.found.append([dict(attrs), ""])
            self.inside = True

    def handle_data(self, data):
        if self.inside:
            self.found[-1][1] += data

    def handle_endtag(self, tag):
        if tag == "a":
            self.inside = False


def moment(text):
    """An aware datetime; Z is spelled out for Pythons before 3.11, which do not know it."""
    parsed = datetime.datetime.fromisoformat(re.sub(r"Z$", "+00:00", text))
    if parsed.tzinfo is None:
        raise ValueError("a time without a zone: " + text)
    return parsed


def fetch(url, accept="*/*"):
    request = urllib.request.Request(url, headers={"Accept": accept})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read(), answer.headers.get_content_type(), answer.geturl()


def from_json(body, base):
    for file in json.loads(body)["files"]:
        yield {
            "name": file["filename"],
            "url": urllib.parse.urljoin(base, file["url"]),
            "sha256": file["hashes"].get("sha256"),
            "python": file.get("requires-python"),
            "yanked": file.get("yanked", False),
            "time": file.get("upload-time"),
        }


def from_html(body, base):
    links = Links()
    links.feed(body.decode("utf-8"))
    for attributes, text in links.found:
        url, fragment = urllib.parse.urldefrag(urllib.parse.urljoin(base, attributes["href"]))
        algorithm, _, digest = fragment.partition("=")
        yield {
            "name": text.strip(),
            "url": url,
            "sha256": digest if algorithm == "sha256" else None,
            "python": attributes.get("data-requires-python"),
            "yanked": attributes.get("data-yanked", False),
            "time": attributes.get("data-upload-time"),
        }


def legacy_times(index, project):
    body, _, _ = fetch(urllib.parse.urljoin(index, "../pypi/" + project + "/json"))
    releases = json.loads(body)["releases"]
    return {
        file["filename"]: file["upload_time_iso_8601"]
        for files in releases.values()
        for file in files
    }


def files_before(index, project, cutoff):
    body, content_type, base = fetch(index + project + "/", ACCEPT)
    reader = from_json if content_type.endswith("json") else from_html
    files = list(reader(body, base))
    if any(file["time"] is None for file in files):
        times = legacy_times(index, project)
        for file in files:
            file["time"] = times[file["name"]]
    return [file for file in files if moment(file["time"]) < cutoff]


def page(files):
    lines = ["<!DOCTYPE html>", "<html><body>"]
    for file in files:
        href = file["url"] + ("#sha256=" + file["sha256"] if file["sha256"] else "")
        extra = ""
        if file["python"]:
            extra += ' data-requires-python="{}"'.format(html.escape(file["python"]))
        if file["yanked"] is not False:
            reason = file["yanked"] if isinstance(file["yanked"], str) else ""
            extra += ' data-yanked="{}"'.format(html.escape(reason))
        lines.append(
            '<a href="{}"{}>{}</a><br>'.format(html.escape(href), extra, html.escape(file["name"]))
        )
    return "\n".join(lines + ["</body></html>", ""]).encode("utf-8")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    index = ""
    cutoff = None

    def do_GET(self):
        match = re.fullmatch(r"/simple/([A-Za-z0-9._-]+)/?", self.path)
        if not match:
            return self.answer(404, b"no such page\n")
        project = re.sub(r"[-_.]+", "-", match.group(1)).lower()
        try:
            files = files_before(self.index, project, self.cutoff)
        except urllib.error.HTTPError as error:
            return self.answer(error.code, str(error).encode())
        return self.answer(200 if files else 404, page(files))

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--date", required=True, type=moment)
    parser.add_argument("--index", default="https://pypi.org/simple/")
    options = parser.parse_args()
    Handler.index = options.index
    Handler.cutoff = options.date
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print("http://127.0.0.1:{}/simple/".format(server.server_address[1]), flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
