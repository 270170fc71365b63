package dev.pipsnapshot.integration.support;

import java.nio.file.Path;

/** A program of the Python world that needs others beside it, all of fixed versions. */
public enum PythonTool {
  /** PDM, which manages projects. */
  PDM("pdm.txt", "pdm"),
  /** pip-compile, of pip-tools. */
  PIP_COMPILE("pip-tools.txt", "piptools");

  private final String list;
  private final String module;

  PythonTool(String list, String module) {
    this.list = list;
    this.module = module;
  }

  /** A command of it, which keeps what it keeps in {@code home}. */
  public ExternalCommand command(Path home, Object... words) {
    return ExternalCommand.of(Python.executable(), "-m", module)
        .with(words)
        .env("PYTHONPATH", ToolCache.modules(list))
        .env("HOME", home)
        .env("PIP_CONFIG_FILE", "/dev/null");
  }
}
