"""Load by wrk, and what a server does under it."""
import dataclasses
import re
import shutil
import subprocess
import tempfile

from comparison import servers

UNITS = {"us": 1e-3, "ms": 1, "s": 1e3, "m": 60e3}

# Loads of a second: as many as a virtual machine needs to compile what it runs often, at most.
WARM_UPS = 15


@dataclasses.dataclass(frozen=True)
class Load:
    """Requests/s, and milliseconds that 99 of 100 requests did not exceed."""

    rate: float
    tail: float


def require():
    if not shutil.which("wrk"):
        raise SystemExit("there is no wrk here (Debian: apt-get install -y wrk)")


def load(server, paths, connections, seconds):
    """A load that asks for the paths in turn."""
    headers = [f"-H{name}: {value}" for name, value in servers.HEADERS.items()]
    command = ["wrk", f"-t{min(2, connections)}", f"-c{connections}", f"-d{seconds}s"]
    command += ["--timeout", "60s", "--latency"]
    with tempfile.NamedTemporaryFile("w", prefix="compare-", suffix=".lua") as script:
        if len(paths) > 1:
            script.write(round_robin(paths))
            script.flush()
            command += ["-s", script.name]
        output = subprocess.run(
            [*command, *headers, server.url(paths[0])],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        raise SystemExit(f"{server.tool.name}, {connections} connections:\n{output}")
    rate = float(re.search(r"Requests/sec:\s*([\d.]+)", output)[1])
    number, unit = re.search(r"99%\s*([\d.]+)(\w+)", output).groups()
    # wrk says 0 where no request came to its end in time.
    return Load(rate, float(number) * UNITS[unit] or seconds * 1e3)


def round_robin(paths):
    listed = ", ".join(f'"{path}"' for path in paths)
    return f"""
local paths = {{ {listed} }}
local asked = 0
request = function()
  asked = asked % #paths + 1
  return wrk.format("GET", paths[asked])
end
"""


def warm_up(server, paths, connections, attempts=WARM_UPS):
    """Loads until the rate has not risen twice, or so many times."""
    best, since = 0, 0
    for _ in range(attempts):
        rate = load(server, paths, connections, 1).rate
        best, since = (rate, 0) if rate > best * 1.02 else (best, since + 1)
        if since == 2:
            return
