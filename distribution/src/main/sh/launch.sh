# Starts the JVM for a command. Sourced by the commands in bin/, which set home, command,
# main_class, jar, heap, jvm_flags and training (arguments that make a short run use what long
# ones use).
# shellcheck shell=sh disable=SC1091,SC2154,SC3013 # POSIX has had -nt since 2024, shells for decades

. "$home/lib/java.sh"

find_java Java default-jre-headless

case $home in
  *:*) refuse "Java cannot run from a directory with a colon in its name: $home" ;;
esac

# Without a locale Java loses every byte above 127 of arguments and messages.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
  '' | C | POSIX)
    LC_ALL=C.UTF-8
    export LC_ALL
    ;;
esac

# Class-data sharing: an archive of parsed classes, mapped into memory, halves the time to start.
# It belongs to one JDK build, one place of these jars and one content of them, and its name says
# which; the JVM itself checks place, size and time, not content. A static archive, because on
# JDK 17 a dynamic one leaves out classes as old in format as picocli's.

archive_for_this_installation() {
  archive=
  cache=${XDG_CACHE_HOME:-}
  # A home that is not there is meant not to be: Nix refuses to build where something has made it.
  if [ -z "$cache" ] && [ -d "${HOME:-}" ]; then
    cache=$HOME/.cache
  fi
  case $cache in
    *:* | [!/]* | '') return ;;
  esac
  read -r build_id <"$home/lib/build-id"
  flatten "$home"
  archives=$cache/pip-snapshot/cds/$flat
  flatten "$java_home/${java_build:-$java_version}"
  candidate=$archives/$command.$flat.$build_id.jsa
  mark=$candidate.tried
  if [ -e "$archives" ] && ! is_trusted "$archives"; then
    return
  elif is_current "$candidate"; then
    archive=$candidate
  elif [ "${PIP_SNAPSHOT_CDS:-}" = wait ]; then
    # Who asks for it is not put off by an attempt that came to nothing.
    rm -f "$mark" 2>/dev/null || :
    if may_train && train; then archive=$candidate; fi
  elif may_train; then
    train_later
  fi
}

# flatten PATH: sets flat to PATH as one file name.
flatten() {
  set -f
  IFS=/
  # shellcheck disable=SC2086 # splitting is the point
  set -- ${1#/}
  IFS=+
  flat=$*
  unset IFS
  set +f
}

# Files copied to the same place again are newer than the archive, and the JVM would ignore it.
is_current() {
  [ "$1" -nt "$home/lib/build-id" ] && is_trusted "$1"
}

# What is mapped is code. It may be from whoever runs this, or from root, as in an image; with sudo,
# a cache may be that of anyone.
# shellcheck disable=SC3067 # every shell that is sh somewhere knows -O, though POSIX does not
is_trusted() {
  [ -O "$1" ] || [ -n "$(find "$1" -prune -user 0 2>/dev/null)" ]
}

# Succeeds for one process a day: whoever sets the mark. An attempt that fails, is killed or is
# under way elsewhere delays nobody again.
may_train() {
  [ -d "$archives" ] || mkdir -p "$archives" 2>/dev/null || return 1
  if [ -e "$mark" ]; then
    [ -n "$(find "$mark" -mtime +0 2>/dev/null)" ] && rm -f "$mark" || return 1
  fi
  (set -C && : >"$mark") 2>/dev/null
}

# The first run does without, and is left in peace: what makes the archive for the next ones starts
# when it has ended, or has run for a minute. It holds no file of the caller's open that a shell can
# close (there is no way to name those from ten on), and is nobody's child; neither Ctrl-C nor the
# end of the terminal reaches it. Where memory runs out, it is the first to go.
train_later() {
  (
    trap '' HUP
    {
      cd /
      echo 1000 >/proc/self/oom_score_adj || :
      await_end
      train nice -n 19
    } </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- &
  )
}

# This shell's process becomes the command.
await_end() {
  seconds=60
  while [ "$seconds" -gt 0 ] && kill -0 "$$" 2>/dev/null; do
    sleep 1
    seconds=$((seconds - 1))
  done
}

# train [PREFIX...]: makes the archive by commands with that prefix. The directory is changed so
# that the training arguments can be relative to it. Two who train at once do not share a file; what
# a killed one left is removed by a later one.
# shellcheck disable=SC2086 # they are several words
train() (
  cd "$home" &&
    exec </dev/null >/dev/null 2>&1 &&
    "$@" "$java" "-Xmx$heap" $system_properties -XX:DumpLoadedClassList="$candidate.$$.classes" -cp "$jar" "$main_class" $training &&
    # Only G1 can write the archived heap. JDK 17 has it loaded by G1 alone, newer ones by every collector.
    "$@" "$java" -Xmx256m -XX:+UseG1GC -Xshare:dump -XX:SharedClassListFile="$candidate.$$.classes" \
      -XX:SharedArchiveFile="$candidate.$$.new" -cp "$jar" &&
    mv -f "$candidate.$$.new" "$candidate" &&
    is_current "$candidate" &&
    rm -f "$mark" "$candidate.$$.classes" &&
    find "$archives" -type f -name "$command.*" ! -name "*.$build_id.*" -exec rm -f {} + &&
    find "$archives" -type f -name "$command.*.jsa.*.*" -mtime +0 -exec rm -f {} +
)

# Netty's flight recorder events cost the first request 0.4 s of processor time. For an address to
# name its connections by, Netty would look at every network card, and complain where there is none
# but loopback, as in a Nix builder. It is not to look for forgotten buffers: the tests do. Four
# would open every jar to look for what none has: slf4j, and the JDK's logging, which the HTTP client
# asks for, once it has read its configuration, for a logging service; picocli for Groovy; the JDK's
# sockets for another way to select.
system_properties='-Dio.netty.jfr.enabled=false -Dio.netty.machineId=02:00:00:00:00:01
  -Dio.netty.leakDetection.level=disabled
  -Dslf4j.provider=dev.pipsnapshot.cli.StderrLogging -Dslf4j.internal.verbosity=WARN
  -Djava.util.logging.config.file=/dev/null/none -Dpicocli.disable.closures=true'
[ "$java_os" != Linux ] ||
  system_properties="$system_properties
  -Djava.nio.channels.spi.SelectorProvider=sun.nio.ch.EPollSelectorProvider"

archive=
[ "${PIP_SNAPSHOT_CDS:-on}" = off ] || archive_for_this_installation

# The JVM's own remarks would go to standard output, among the results; those on an archive gone bad
# would come with every run. An archive mapped where it was made for needs no pointer of its 35 MB
# rewritten, and its pages are shared.
set -f
# shellcheck disable=SC2086 # flags are separated by white space
exec "$java" \
  -XX:+UseSerialGC -XX:-UsePerfData "-Xmx$heap" \
  -Xlog:disable '-Xlog:all=error,cds*=off:stderr' -XX:+DisplayVMOutputToStderr \
  -Xshare:auto ${archive:+"-XX:SharedArchiveFile=$archive"} \
  -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 \
  $system_properties \
  $jvm_flags ${PIP_SNAPSHOT_JAVA_OPTS:-} \
  -cp "$jar" "$main_class" "$@"
