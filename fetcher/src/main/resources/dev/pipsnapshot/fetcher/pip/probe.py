"""Tells as JSON what decides which files pip picks for this interpreter."""

import json
import os
import platform
import struct
import sys
import sysconfig


def c_library():
    try:
        return os.confstr("CS_GNU_LIBC_VERSION") or ""
    except (AttributeError, OSError, ValueError):
        return "-".join(platform.libc_ver()) if sys.platform == "linux" else ""


def full_version(info):
    version = "{0.major}.{0.minor}.{0.micro}".format(info)
    if info.releaselevel != "final":
        version += info.releaselevel[0] + str(info.serial)
    return version


def markers():
    """The environment of PEP 508."""
    return {
        "implementation_name": sys.implementation.name,
        "implementation_version": full_version(sys.implementation.version),
        "os_name": os.name,
        "platform_machine": platform.machine(),
        "platform_python_implementation": platform.python_implementation(),
        "platform_release": platform.release(),
        "platform_system": platform.system(),
        "platform_version": platform.version(),
        "python_full_version": platform.python_version(),
        "python_version": ".".join(platform.python_version_tuple()[:2]),
        "sys_platform": sys.platform,
    }


def tags():
    """What the tags of PEP 425 are made from."""
    facts = {
        "abi_flags": getattr(sys, "abiflags", ""),
        "c_library": c_library(),
        "cache_tag": sys.implementation.cache_tag or "",
        "macos": platform.mac_ver()[0],
        "platform": sysconfig.get_platform(),
        "pointer_bytes": str(struct.calcsize("P")),
    }
    for name in ("EXT_SUFFIX", "HOST_GNU_TYPE", "Py_DEBUG", "Py_GIL_DISABLED", "SOABI", "WITH_PYMALLOC"):
        facts[name] = str(sysconfig.get_config_var(name))
    return facts


def pip():
    try:
        import pip as module
    except ImportError:
        return None
    return {"version": module.__version__, "location": os.path.dirname(module.__file__)}


json.dump(
    {"executable": sys.executable, "markers": markers(), "tags": tags(), "pip": pip()},
    sys.stdout,
)
