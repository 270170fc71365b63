"""Real project pages for the mirror: fetched once, then the same in every run."""
import html
import json
import os
import pathlib
import urllib.parse
import urllib.request

PROJECTS = ["six", "requests", "setuptools", "boto3", "botocore", "numpy"]
JSON = "application/vnd.pypi.simple.v1+json"


def cache_directory():
    base = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    directory = pathlib.Path(base) / "pip-snapshot-benchmarks"
    directory.mkdir(parents=True, exist_ok=True)
    return directory


def load(index):
    """Of each project the page as a PEP 691 object, whose file URLs are absolute."""
    directory = cache_directory() / "pages"
    directory.mkdir(exist_ok=True)
    pages = {}
    for project in PROJECTS:
        kept = directory / f"{project}.json"
        if not kept.exists():
            unfinished = kept.with_suffix(".new")
            unfinished.write_text(json.dumps(fetch(index, project)))
            unfinished.replace(kept)
        pages[project] = json.loads(kept.read_text())
    return pages


def fetch(index, project):
    url = urllib.parse.urljoin(index, f"{project}/")
    with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept": JSON})) as answer:
        if answer.headers.get_content_type() != JSON:
            raise SystemExit(f"{url} is not in JSON; try again, or another --index-url")
        page = json.load(answer)
        final = answer.url
    for file in page["files"]:
        file["url"] = urllib.parse.urljoin(final, file["url"])
        if "upload-time" not in file:
            raise SystemExit(f"{url} has no upload times; try another --index-url")
    return page


def at(page, base):
    """The page with its files at `base`, in JSON and in HTML."""
    page = json.loads(json.dumps(page))
    for file in page["files"]:
        file["url"] = base + urllib.parse.urlsplit(file["url"]).path
    return json.dumps(page).encode(), as_html(page).encode()


def as_html(page):
    lines = ["<!DOCTYPE html>", "<html><body>"]
    for file in page["files"]:
        digest = "".join(f"#{name}={value}" for name, value in list(file["hashes"].items())[:1])
        requires = html.escape(file.get("requires-python") or "")
        attributes = f' data-requires-python="{requires}"' if requires else ""
        if file.get("core-metadata"):
            attributes += ' data-core-metadata="true" data-dist-info-metadata="true"'
        lines.append(
            f'<a href="{file["url"]}{digest}" data-upload-time="{file["upload-time"]}"'
            f'{attributes}>{file["filename"]}</a><br>'
        )
    return "\n".join([*lines, "</body></html>"])


def project_list(projects):
    """The root of the index, in JSON and in HTML."""
    page = {"meta": {"api-version": "1.1"}, "projects": [{"name": name} for name in projects]}
    links = "\n".join(f'<a href="/simple/{name}/">{name}</a><br>' for name in projects)
    return json.dumps(page).encode(), f"<!DOCTYPE html>\n<html><body>\n{links}\n</body></html>".encode()
