package dev.pipsnapshot.fetcher.pip;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The programs of ours that run inside a Python. */
enum PythonScript {
  PROBE("probe.py"),
  TAGS("tags.py"),
  SUPERVISOR("supervisor.py"),
  LAUNCH("launch.py");

  private final String resource;

  PythonScript(String resource) {
    this.resource = resource;
  }

  /** The source text, for {@code python -c}. */
  String source() {
    try (var in = PythonScript.class.getResourceAsStream(resource)) {
      return new String(requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
