package dev.pipsnapshot.integration.support;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Beginnings of command lines that run what follows in a Linux namespace of its own. */
public final class Namespace {
  private Namespace() {}

  /** Without any network: there is no other host, and no loopback either. */
  public static List<String> withoutNetwork() {
    return unshare("-n");
  }

  /**
   * With file systems of its own, which are gone with it.
   *
   * @param script of the shell, whose arguments are {@code arguments}, run before what follows
   */
  public static List<String> withMounts(String script, Object... arguments) {
    List<String> words = new ArrayList<>(unshare("-m"));
    words.addAll(
        List.of(
            "sh",
            "-c",
            "set -e; " + script + "; shift " + arguments.length + "; exec \"$@\"",
            "sh"));
    Arrays.stream(arguments).map(Object::toString).forEach(words::add);
    return words;
  }

  /**
   * With a copy of the system's configuration in which {@code file} is called {@code name}. Whoever
   * is not root cannot copy all of it, and need not.
   *
   * @param directory an empty one, to keep it in
   */
  public static List<String> withConfiguration(Path directory, String name, Path file) {
    return withMounts(
        "mount -t tmpfs tmpfs \"$1\"; cp -rd /etc/. \"$1\" 2>/dev/null || true;"
            + " cp \"$3\" \"$1/$2\"; mount --bind \"$1\" /etc",
        directory,
        name,
        file);
  }

  /**
   * With a disk of its own at {@code directory}, the names on which are printed when what follows
   * has ended.
   *
   * @param size as mount takes it
   * @param script of the shell, run on the empty disk
   */
  public static List<String> withSmallDisk(Path directory, String size, String script) {
    return withMounts(
        "mount -t tmpfs -o size="
            + size
            + " tmpfs \"$1\"; "
            + script
            + "; disk=$1; shift"
            // Instead of the exec, after which no shell would be there to look.
            + "; status=0; \"$@\" || status=$?; ls -A \"$disk\"; exit $status",
        directory);
  }

  private static List<String> unshare(String kind) {
    String unshare = RequiredTool.onPath("unshare").toString();
    String options = "root".equals(System.getProperty("user.name")) ? kind : "-r " + kind;
    List<String> words = new ArrayList<>(List.of(unshare));
    words.addAll(List.of(options.split(" ", -1)));
    if (ExternalCommand.of(words.toArray()).with("true").run().exitCode() != 0) {
      throw RequiredTool.missing("this machine lets nobody make a namespace: " + words);
    }
    return words;
  }
}
