package dev.pipsnapshot.integration.support.dist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** An sdist of the old kind in the making: a setup.py and no pyproject.toml. */
public final class LegacySdistFile implements Distribution {
  /** The project whose version tells which setuptools ran a {@link #witnessingSetuptools}. */
  public static final String SETUPTOOLS_WITNESS = "setuptools-witness";

  private final String project;
  private final String version;
  private final List<String> statements = new ArrayList<>();
  private final List<String> setupRequires = new ArrayList<>();
  private final List<String> installRequires = new ArrayList<>();

  private LegacySdistFile(String project, String version) {
    this.project = project;
    this.version = version;
  }

  /** An sdist whose setup.py calls setuptools and no more. */
  public static LegacySdistFile of(String project, String version) {
    return new LegacySdistFile(project, version);
  }

  /** Adds to {@code setup_requires}. */
  public LegacySdistFile setupRequires(String... requirements) {
    setupRequires.addAll(List.of(requirements));
    return this;
  }

  /** Adds to {@code install_requires}. */
  public LegacySdistFile requires(String... requirements) {
    installRequires.addAll(List.of(requirements));
    return this;
  }

  /**
   * Makes setup.py depend on the {@value #SETUPTOOLS_WITNESS} that has the version of the
   * setuptools which runs it: what pip then downloads tells which one it was.
   */
  public LegacySdistFile witnessingSetuptools() {
    return statement("requires.append(\"" + SETUPTOOLS_WITNESS + "==\" + setuptools.__version__)");
  }

  /** Adds a line that runs before {@code setup()}. */
  public LegacySdistFile statement(String python) {
    statements.add(python);
    return this;
  }

  @Override
  public DistributionFile file() {
    String setup =
        """
        import setuptools

        requires = [%s]
        %s
        setuptools.setup(
            name="%s",
            version="%s",
            py_modules=["%s"],
            setup_requires=[%s],
            install_requires=requires,
        )
        """
            .formatted(
                SdistFile.pythonList(installRequires),
                String.join("\n", statements),
                project,
                version,
                module(),
                SdistFile.pythonList(setupRequires));
    var files = new LinkedHashMap<String, byte[]>();
    files.put("setup.py", SdistFile.utf8(setup));
    files.put(module() + ".py", SdistFile.utf8("VERSION = \"" + version + "\"\n"));
    return SdistFile.sdist(project, version, new CoreMetadata(project, version), files);
  }

  private String module() {
    return project.replace('-', '_');
  }
}
