# Finds Java. Sourced, and written with built-ins: each process would cost a command milliseconds.
# shellcheck shell=sh disable=SC2034,SC2154 # what is set here is for the sourcing script, which sets command

# refuse TEXT: the command cannot run here; the shell's own status for that, outside the commands' table.
refuse() {
  printf '%s: %s\n' "$command" "$1" >&2
  exit 127
}

# find_java WHAT PACKAGE: sets java (the executable), java_home, java_build (version and builder) and
# java_os, or names PACKAGE, Debian's, as what to install. PIP_SNAPSHOT_JAVA is an executable for running
# only: whoever builds needs all that JAVA_HOME holds.
find_java() {
  needed="$1 17 or newer is needed (Debian: apt-get install -y $2)"
  if [ "$1" = Java ] && [ -n "${PIP_SNAPSHOT_JAVA:-}" ]; then
    java=$PIP_SNAPSHOT_JAVA
    if [ ! -f "$java" ] || [ ! -x "$java" ]; then
      refuse "$needed; PIP_SNAPSHOT_JAVA=$java is no executable"
    fi
  elif [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || refuse "$needed; JAVA_HOME=$JAVA_HOME holds no bin/java"
  else
    java=$(command -v java) || refuse "$needed; there is no java in PATH"
  fi
  # A link leads to the JDK; so does one further up, as the directory bin is in a JDK of nixpkgs.
  java_home=${java%/bin/java}
  if [ -L "$java" ] || [ ! -r "$java_home/release" ]; then
    java_home=$(readlink -f "$java")
    java_home=${java_home%/bin/java}
  fi

  java_version=
  java_build=
  java_os=
  [ ! -r "$java_home/release" ] || read_release <"$java_home/release"
  [ -n "$java_version" ] || ask_java
  [ "${java_version%%[!0-9]*}" -ge 17 ] 2>/dev/null ||
    refuse "$needed; $java is version ${java_version:-unknown}"
}

# The release file beside every JDK tells the version without the price of starting it.
read_release() {
  while IFS='=' read -r key value; do
    value=${value#\"}
    case $key in
      JAVA_RUNTIME_VERSION) java_build=${value%\"*} ;;
      JAVA_VERSION) java_version=${value%\"*} ;;
      OS_NAME) java_os=${value%\"*} ;;
    esac
  done
}

ask_java() {
  java_version=$("$java" -version 2>&1) || java_version=
  java_version=${java_version#*version \"}
  java_version=${java_version%%\"*}
}
