package dev.pipsnapshot.hasher.nar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Makes the trees of {@code nar/make-golden}. Names are percent-encoded: any locale can run it. */
final class GoldenTrees {
  private GoldenTrees() {}

  @FunctionalInterface
  private interface Maker {
    void make(Path at) throws IOException;
  }

  private static final Map<String, Maker> TREES =
      Map.of(
          "empty-directory", Files::createDirectory,
          "file", at -> Files.writeString(at, "hello\n"),
          "executable", at -> mode(Files.writeString(at, "#!/bin/sh\n"), "rwxr--r--"),
          "link", at -> Files.createSymbolicLink(at, Path.of("nowhere")),
          "names", GoldenTrees::names,
          "links", GoldenTrees::links,
          "modes", GoldenTrees::modes,
          "nested", GoldenTrees::nested);

  static Path make(String name, Path parent) throws IOException {
    Path at = parent.resolve(name);
    requireNonNull(TREES.get(name), name).make(at);
    return at;
  }

  /** The name that these percent-encoded bytes are. */
  static Path raw(String encoded) {
    return Path.of(URI.create("file:///" + encoded)).getFileName();
  }

  private static void names(Path at) throws IOException {
    Files.createDirectory(at);
    int content = 1;
    for (String name :
        new String[] {
          "invalid-%FF%FE",
          "new%0Aline",
          "question%3F",
          "%EF%BD%9E",
          "%F0%9F%98%80",
          "percent%2541",
          "Upper",
          "lower",
          "%01"
        }) {
      Files.write(at.resolve(raw(name)), String.valueOf(content++).getBytes(UTF_8));
    }
  }

  private static void links(Path at) throws IOException {
    Files.createDirectory(at);
    // A path keeps a double slash only where the operating system gave it one, so a program makes
    // it.
    run("ln", "-s", "a//b/", at.resolve("double-slash").toString());
    run(
        "sh",
        "-c",
        "ln -s \"$(printf '\\377')/../x\" \"$0\"",
        at.resolve("invalid-utf8").toString());
    Files.createSymbolicLink(at.resolve("root"), Path.of("/"));
    Files.createSymbolicLink(at.resolve("directory"), Path.of("/usr"));
    Files.createSymbolicLink(at.resolve("question"), Path.of("?"));
    Files.createSymbolicLink(at.resolve("parent"), Path.of(".."));
  }

  private static void modes(Path at) throws IOException {
    Files.createDirectory(at);
    for (String mode : new String[] {"0654", "0645", "0610", "0601", "0744", "0500", "4600"}) {
      run("chmod", mode, Files.writeString(at.resolve(mode), mode).toString());
    }
  }

  private static void nested(Path at) throws IOException {
    Files.createDirectories(at.resolve("a/b/c"));
    Files.createDirectory(at.resolve("a.b"));
    Files.createDirectory(at.resolve("a-b"));
    Files.writeString(at.resolve("a/b/c/deep"), "x");
    Files.writeString(at.resolve("a.b/empty"), "");
    Files.writeString(at.resolve("a-b/aligned"), "12345678");
  }

  private static void mode(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  static void run(String... command) throws IOException {
    try {
      int status = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (status != 0) {
        throw new IOException(String.join(" ", command) + " ended with " + status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
