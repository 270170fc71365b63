#!/bin/sh
# Runs @command@. Heeds PIP_SNAPSHOT_JAVA (the java to run), JAVA_HOME, PIP_SNAPSHOT_JAVA_OPTS (more
# flags for the JVM) and PIP_SNAPSHOT_CDS (the start-up archive in the user's cache: off for none, wait to make it first).
# shellcheck disable=SC2034,SC1091 # what is set here is for launch.sh
set -eu

case $0 in
  */*) self=$0 ;;
  *) self=./$0 ;;
esac
while [ -L "$self" ]; do
  target=$(readlink "$self")
  case $target in
    /*) self=$target ;;
    *) self=${self%/*}/$target ;;
  esac
done
home=$(CDPATH='' cd -P -- "${self%/*}/.." && pwd)

command=@command@
main_class=@mainClass@
jar=$home/lib/@jar@
heap=@heap@
jvm_flags='@jvmFlags@'
training='@training@'

. "$home/lib/launch.sh"
