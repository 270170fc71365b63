"""An index as a directory: made-up projects whose files any web server can serve."""
import datetime
import hashlib
import json
import random

MIB = 1 << 20
UPLOADED = datetime.datetime(2020, 1, 1)


def add_project(directory, project, sizes):
    """A project with a wheel of each size."""
    block = random.Random(project).randbytes(MIB)
    (directory / "files").mkdir(exist_ok=True)
    files = []
    for name, size in zip(wheel_names(project, len(sizes)), sizes):
        digest = write(directory / "files" / name, f"{name}\n".encode(), block, size)
        files.append(listed(name, digest, size))
    add_page(directory, project, files)


def add_listing(directory, project, count):
    """A project with so many files, of which only the last is there; gives the path of that at a proxy.

    A file consists of its name, and was uploaded a minute after the one before it.
    """
    names = wheel_names(project, count)
    files = [
        listed(name, hashlib.sha256(name.encode()).hexdigest(), len(name), minute)
        for minute, name in enumerate(names)
    ]
    (directory / "files").mkdir(parents=True, exist_ok=True)
    (directory / "files" / names[-1]).write_text(names[-1])
    add_page(directory, project, files)
    return f"/files/{files[-1]['hashes']['sha256']}/{names[-1]}"


def wheel_names(project, count):
    return [f"{project}-1.{number}-py3-none-any.whl" for number in range(count)]


def write(path, start, block, size):
    """Writes `start` and blocks up to a size, and gives the digest."""
    digest = hashlib.sha256()
    with open(path, "wb") as out:
        left = size
        for piece in (start, *[block] * (size // len(block) + 1)):
            piece = piece[:left]
            out.write(piece)
            digest.update(piece)
            left -= len(piece)
    return digest.hexdigest()


def uploaded(minutes):
    """The time so many minutes after the first upload."""
    return f"{(UPLOADED + datetime.timedelta(minutes=minutes)).isoformat()}Z"


def listed(name, digest, size, minute=0):
    return {
        "filename": name,
        "url": f"../../files/{name}",
        "hashes": {"sha256": digest},
        "size": size,
        "upload-time": uploaded(minute),
        "requires-python": ">=3.7",
        "yanked": False,
    }


def add_page(directory, project, files):
    page = directory / "simple" / project
    page.mkdir(parents=True)
    versions = [file["filename"].split("-")[1] for file in files]
    content = {
        "meta": {"api-version": "1.1"},
        "name": project,
        "versions": versions,
        "files": files,
    }
    (page / "index.json").write_text(json.dumps(content))
