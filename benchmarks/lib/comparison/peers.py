"""The tools compared with, and ours: how each is installed, set up and started."""
import base64
import collections.abc
import dataclasses
import json
import os
import pathlib
import shutil
import subprocess
import sys
import urllib.error
import urllib.request

from comparison import installed, pages

CUTOFF = "2023-01-01"

# The user that every new devpi has.
DEVPI_USER = "root"


@dataclasses.dataclass(frozen=True)
class Tool:
    """A server; {port}, {mirror} and {scratch} in what it is started with are filled in each time.

    `prepare` gets these three by name before the start, `configure` once the port is open.
    """

    name: str
    command: list
    page: str
    environment: dict = dataclasses.field(default_factory=dict)
    prepare: collections.abc.Callable = lambda **_: None
    configure: collections.abc.Callable = lambda **_: None


def ours(command=None):
    return Tool(
        "snapshot-proxy",
        [*(command or installed.command("snapshot-proxy")), "-q", "--date", CUTOFF, "--listen", "127.0.0.1:{port}"]
        + ["--index-url", "{mirror}", "--cache-dir", "{scratch}"],
        "/simple/{}/",
    )


def filters():
    """Those that show an index as of a date, and keep nothing."""
    return [pypi_timemachine(), pip_timemachine()]


def caches():
    """Those that keep what they fetched, and know no date."""
    return [proxpi(), devpi()]


def pypi_timemachine():
    commands = environment("pypi-timemachine==0.3.1")
    return Tool(
        "pypi-timemachine",
        [f"{commands}/pypi-timemachine", CUTOFF, "--quiet"]
        + ["--port", "{port}", "--index-url", "{mirror}"],
        f"/snapshot/{CUTOFF}/{{}}/",
    )


def pip_timemachine():
    commands = environment("pip-timemachine==0.2.3")
    return Tool(
        "pip-timemachine",
        [f"{commands}/pip-timemachine", CUTOFF, "--port", "{port}", "--index", "{mirror}"],
        "/simple/{}",
    )


def proxpi():
    commands = environment("proxpi==1.3.1", "gunicorn==27.0.1")
    return Tool(
        "proxpi",
        [f"{commands}/gunicorn", "--threads", "2", "--bind", "127.0.0.1:{port}"]
        + ["--log-level", "warning", "proxpi.server:app"],
        "/index/{}/",
        {"PROXPI_INDEX_URL": "{mirror}", "PROXPI_CACHE_DIR": "{scratch}"},
    )


def devpi():
    commands = environment("devpi-server==6.20.3")

    def initialise(scratch, **_):
        command = [f"{commands}/devpi-init", "--serverdir", scratch, "--no-root-pypi"]
        subprocess.run(command, check=True, capture_output=True)

    def add_index(port, mirror, **_):
        base = f"http://127.0.0.1:{port}"
        login = send("POST", f"{base}/+login", {"user": DEVPI_USER, "password": ""}, {})
        credentials = f"{DEVPI_USER}:{login['result']['password']}".encode()
        authorization = {"X-Devpi-Auth": base64.b64encode(credentials).decode()}
        index = {"type": "mirror", "mirror_url": mirror, "mirror_no_project_list": True}
        send("PUT", f"{base}/{DEVPI_USER}/mirror", index, authorization)

    return Tool(
        "devpi",
        [f"{commands}/devpi-server", "--serverdir", "{scratch}"]
        + ["--host", "127.0.0.1", "--port", "{port}"],
        f"/{DEVPI_USER}/mirror/+simple/{{}}/",
        prepare=initialise,
        configure=add_index,
    )


def nginx(root):
    """A web server for the files of a directory; none where it is missing."""
    command = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not command:
        print("nginx: left out, it is not there (Debian: apt-get install -y nginx-light)")
        return []

    def prepare(scratch, port, **_):
        directory = pathlib.Path(scratch)
        (directory / "nginx.conf").write_text(nginx_configuration(directory, port, root))

    return [
        Tool(
            "nginx",
            [command, "-p", "{scratch}", "-c", "nginx.conf", "-e", "stderr"],
            "/{}",
            prepare=prepare,
        )
    ]


def nginx_configuration(directory, port, root):
    """As Debian has it where speed is concerned, but with gzip_static, and without a log."""
    # A worker of another user could not read the directory.
    user = "user root;" if os.getuid() == 0 else ""
    temporary = "\n".join(
        f"  {what}_temp_path {directory};"
        for what in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    )
    return f"""{user}
daemon off;
pid {directory}/pid;
worker_processes auto;
events {{ worker_connections 4096; }}
http {{
{temporary}
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 100000000;
  default_type application/vnd.pypi.simple.v1+json;
  gzip_static on;
  gzip_vary on;
  server {{
    listen 127.0.0.1:{port};
    root {root};
  }}
}}
"""


def environment(*packages):
    """The directory of commands of a virtual environment that holds `packages`."""
    directory = pages.cache_directory() / "peers" / "+".join(packages)
    if not (directory / "complete").exists():
        print(f"installing {' and '.join(packages)}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", directory], check=True)
        pip = [directory / "bin" / "pip", "install", "--quiet"]
        subprocess.run([*pip, *packages], check=True)
        (directory / "complete").touch()
    return directory / "bin"


def send(method, url, content, headers):
    request = urllib.request.Request(
        url,
        method=method,
        data=json.dumps(content).encode(),
        headers={"Content-Type": "application/json", "Accept": "application/json", **headers},
    )
    try:
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        raise SystemExit(f"{method} {url}: {error.code} {error.read()[:200]}") from error
