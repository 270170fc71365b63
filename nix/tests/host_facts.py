#!/usr/bin/env python3
"""Prints where the stub of nixpkgs finds the host's programs, or where the host's certificates are.

usage: host_facts.py stub SYSTEM JAVA-HOME, with the Python that the tests are to use; prints JSON
       host_facts.py certificates
"""

import json
import os
import shutil
import ssl
import sys


def certificates():
    configured = os.environ.get("SSL_CERT_FILE") or ssl.get_default_verify_paths().cafile
    return configured or "/etc/ssl/certs/ca-certificates.crt"


def stub(system, java_home):
    return {
        "system": system,
        "java": java_home,
        "path": "/usr/bin:/bin",
        "coreutils": os.path.dirname(shutil.which("mkdir", path="/usr/bin:/bin")),
        "python": {
            "executable": sys.executable,
            "version": "{}.{}".format(*sys.version_info),
        },
    }


if __name__ == "__main__":
    if sys.argv[1] == "certificates":
        print(certificates())
    else:
        json.dump(stub(*sys.argv[2:]), sys.stdout)
