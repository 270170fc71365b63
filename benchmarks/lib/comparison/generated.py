"""An index as a directory: made-up projects whose files any web server can serve."""
import hashlib
import json
import random

MIB = 1 << 20
UPLOADED = "2020-01-01T00:00:00Z"


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

    A file consists of its name.
    """
    names = wheel_names(project, count)
    files = [listed(name, hashlib.sha256(name.encode()).hexdigest(), len(name)) for name in names]
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


def listed(name, digest, size):
    return {
        "filename": name,
        "url": f"../../files/{name}",
        "hashes": {"sha256": digest},
        "size": size,
        "upload-time": UPLOADED,
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
