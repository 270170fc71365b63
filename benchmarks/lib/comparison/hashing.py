"""snapshot-hash against nix-hash: the NAR hash of the same directories."""
import pathlib
import random
import subprocess
import tempfile
import time

from comparison import figures, installed, options

MIB = 1 << 20


def wheels(directory):
    """60 files of 244 MB together, as large as wheels are."""
    block = random.Random(1).randbytes(MIB)
    for number in range(60):
        size = 244_000_000 // 60 + (number - 30) * 100_000 + 50_000
        write(directory / f"package_{number}-1.0-py3-none-any.whl", block, size)


def tiny_files(directory):
    """100,000 files of 0 to 2 kB in 100 directories, as in an unpacked environment."""
    block = random.Random(2).randbytes(4096)
    for number in range(100_000):
        parent = directory / f"package{number // 1000:03}"
        parent.mkdir(exist_ok=True)
        start = number % 1000
        (parent / f"module{number % 1000:03}.py").write_bytes(
            block[start : start + number * 7919 % 2000]
        )


def large_file(directory):
    write(directory / "large", random.Random(3).randbytes(MIB), 2 << 30)


def million_entries(directory):
    """A million files of a few bytes in 1,000 directories."""
    for number in range(1_000):
        parent = directory / f"{number:03}"
        parent.mkdir()
        for file in range(999):
            with open(f"{parent}/{file:03}", "wb", buffering=0) as out:
                out.write(b"%d" % file)


def small_directory(directory):
    for number in range(10):
        (directory / f"file{number}").write_bytes(b"x" * 1000)


INPUTS = {
    "small": ("small directory", small_directory),
    "wheels": ("60 wheels, 244 MB", wheels),
    "tiny": ("100,000 tiny files", tiny_files),
    "large": ("one file, 2 GiB", large_file),
}
MORE_INPUTS = {"million": ("a million entries", million_entries)}


def write(path, block, size):
    with open(path, "wb") as out:
        while size > 0:
            out.write(block[: min(size, len(block))])
            size -= len(block)


def timed(command, path):
    start = time.perf_counter()
    output = subprocess.run([*command, path], check=True, stdout=subprocess.PIPE).stdout
    return time.perf_counter() - start, output


def add_options(parser, _root):
    options.add_rounds(parser, 7)
    options.add_only(parser, [*INPUTS, *MORE_INPUTS])
    installed.add_option(parser, "snapshot-hash")


def run(arguments):
    tools = {
        "nix-hash": ["nix-hash", "--type", "sha256"],
        "snapshot-hash": [*(arguments.command or installed.command("snapshot-hash")), "--format", "base16"],
    }
    figures.conditions("seconds")
    figures.heading("input", *tools, "ratio of medians")
    inputs = {**INPUTS, **MORE_INPUTS}
    for name, make in [inputs[only] for only in arguments.only or INPUTS]:
        with tempfile.TemporaryDirectory(prefix="compare-") as scratch:
            make(pathlib.Path(scratch))
            outputs = {timed(command, scratch)[1] for command in tools.values()}
            if len(outputs) != 1:
                raise SystemExit(f"{name}: the hashes differ: {outputs}")
            times = {tool: [] for tool in tools}
            for _ in range(arguments.rounds):
                for tool, command in tools.items():
                    times[tool].append(timed(command, scratch)[0])
        cells = [figures.spread(values, 3) for values in times.values()]
        ratio = figures.ratio(times["snapshot-hash"], times["nix-hash"])
        figures.row(name, *cells, f"{ratio:.2f}")
