#!/usr/bin/env python3
"""Prints, as JSON, where the stub of nixpkgs finds the host's programs.

usage: host_facts.py SYSTEM JAVA-HOME, with the Python that the tests are to use
"""

import json
import os
import shutil
import ssl
import sys

import pip

json.dump(
    {
        "system": sys.argv[1],
        "java": sys.argv[2],
        "path": "/usr/bin:/bin",
        "coreutils": os.path.dirname(shutil.which("mkdir", path="/usr/bin:/bin")),
        "certificates": os.environ.get("SSL_CERT_FILE") or ssl.get_default_verify_paths().cafile
        or "/etc/ssl/certs/ca-certificates.crt",
        "python": {
            "executable": sys.executable,
            "version": "{}.{}".format(*sys.version_info),
            "pip": os.path.dirname(pip.__file__),
        },
    },
    sys.stdout,
)
