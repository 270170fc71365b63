package dev.pipsnapshot.fetcher.pip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.fetcher.pip.PipComplaint.Kind;
import dev.pipsnapshot.fetcher.pip.PipComplaint.Wanted;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PipComplaintTest {
  @Test
  void namesTheProjectThatHasNoSuchVersion() {
    PipComplaint complaint =
        complaint(
            """
            Looking in indexes: http://127.0.0.1:1/simple/
            ERROR: Could not find a version that satisfies the requirement JupyterLab==3.1.0 (from versions: 3.0.0)
            ERROR: No matching distribution found for JupyterLab==3.1.0
            """);

    assertThat(complaint.sdist()).isEmpty();
    assertThat(complaint.kind()).isEqualTo(Kind.NOTHING_FOUND);
    assertThat(complaint.wanted())
        .containsExactly(new Wanted("JupyterLab==3.1.0", Optional.empty()));
    assertThat(complaint.lines()).hasSize(2).allMatch(line -> line.startsWith("ERROR"));
  }

  @Test
  void namesTheProjectsThatConflict() {
    PipComplaint complaint =
        complaint(
            """
            ERROR: Cannot install a==1 and b==2 because these package versions have conflicting dependencies.

            The conflict is caused by:
                a 1 depends on c<2
                The user requested d[x]==4

            To fix this you could try to:
            """);

    assertThat(complaint.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(complaint.wanted())
        .containsExactly(
            new Wanted("c<2", Optional.of("a")), new Wanted("d[x]==4", Optional.empty()));
  }

  @Test
  void namesTheSdistThatFailsInAnOldPip() {
    PipComplaint complaint =
        complaint(
            """
            Collecting broken
              Downloading http://127.0.0.1:1/files/ab/broken-1.0.tar.gz (225 bytes)
              Getting requirements to build wheel: finished with status 'error'
              ERROR: Command errored out with exit status 1:
               command: python3 in_process.py
              Complete output (1 lines):
              RuntimeError: no compiler for you
              ----------------------------------------
            ERROR: No matching distribution found for broken
            """);

    assertThat(complaint.sdist()).contains("broken-1.0.tar.gz");
    assertThat(complaint.lines()).last().isEqualTo("RuntimeError: no compiler for you");
  }

  @Test
  void namesTheSdistThatFailsInANewPip() {
    PipComplaint complaint =
        complaint(
            """
            Collecting fine
              Downloading fine-1.0-py3-none-any.whl (1 kB)
            Collecting broken
              Downloading broken-1.0.tar.gz (225 bytes)
            Collecting other
              Downloading other-1.0-py3-none-any.whl.metadata (1 kB)
              error: subprocess-exited-with-error
              ╰─> [1 lines of output]
                  RuntimeError: no compiler for you
                  [end of output]
            """);

    assertThat(complaint.sdist()).contains("broken-1.0.tar.gz");
    assertThat(complaint.lines()).last().isEqualTo("RuntimeError: no compiler for you");
  }

  @Test
  void namesWhatABuildLacks() {
    PipComplaint complaint =
        complaint(
            """
            Collecting old
              Downloading old-1.0.tar.gz (225 bytes)
              error: subprocess-exited-with-error
              ╰─> [3 lines of output]
                  Looking in indexes: http://127.0.0.1:1/simple/
                  ERROR: Could not find a version that satisfies the requirement setuptools>=40.8.0 \
            (from versions: 1.0, 2.0)
                  ERROR: No matching distribution found for setuptools>=40.8.0
                  [end of output]
            """);

    assertThat(complaint.kind()).isEqualTo(Kind.PREPARATION);
    assertThat(complaint.sdist()).contains("old-1.0.tar.gz");
    assertThat(complaint.wanted())
        .containsExactly(new Wanted("setuptools>=40.8.0", Optional.empty()));
  }

  @Test
  void namesWhatABuildHasToBuildAndForWhat() {
    PipComplaint complaint =
        complaint(
            """
            Collecting outer
              Downloading outer-1.0.tar.gz (225 bytes)
              error: subprocess-exited-with-error
              ╰─> [9 lines of output]
                  Collecting inner
                    Downloading inner-2.0.zip (1 kB)
                    error: subprocess-exited-with-error
                    ╰─> [1 lines of output]
                        AttributeError: cython_sources
                        [end of output]
                  [end of output]
            """);

    assertThat(complaint.sdist()).contains("inner-2.0.zip");
    assertThat(complaint.outerSdist()).contains("outer-1.0.tar.gz");
    assertThat(complaint.lines()).last().isEqualTo("AttributeError: cython_sources");
  }

  @Test
  void tellsAPipThatDoesNotRunFromOneThatFindsNothing() {
    PipComplaint complaint =
        complaint(
            """
            Traceback (most recent call last):
              File "pip/_internal/cli/cmdoptions.py", line 18, in <module>
                from distutils.util import strtobool
            ModuleNotFoundError: No module named 'distutils'
            """);

    assertThat(complaint.kind()).isEqualTo(Kind.UNFIT);
    assertThat(complaint.isOfPython312()).isTrue();
    assertThat(
            complaint("Collecting a\nTraceback (most recent call last):\nTypeError: no\n").kind())
        .isEqualTo(Kind.OTHER);
  }

  @Test
  void namesWhoNeedsWhatIsNotThere() {
    assertThat(
            complaint(
                    """
                    ERROR: Could not find a version that satisfies the requirement library>=2,<3 \
                    (from app) (from versions: 1.0)
                    ERROR: No matching distribution found for library<3,>=2
                    ERROR: Ignored the following yanked versions: 1.0
                    """)
                .wanted())
        .contains(new Wanted("library>=2,<3", Optional.of("app")));
  }

  @Test
  void wantsNothingWherePipWasAskedForNonsense() {
    PipComplaint complaint =
        complaint("ERROR: Invalid requirement: 'a=1': Expected end or semicolon\n");

    assertThat(complaint.kind()).isEqualTo(Kind.OTHER);
    assertThat(complaint.wanted()).isEmpty();
  }

  @Test
  void knowsThatAHashIsAnother() {
    PipComplaint complaint =
        complaint(
            """
            Collecting six==1.16.0
            ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have ...
                six==1.16.0 from http://127.0.0.1:1/t/files/ab/six-1.16.0-py2.py3-none-any.whl:
                    Expected sha256 11
                         Got        8a
            """);

    assertThat(complaint.kind()).isEqualTo(Kind.HASHES);
    assertThat(complaint.lines()).hasSize(3).last().asString().contains("Got        8a");
  }

  @Test
  void listsTheLatestOfManyVersionsOnly() {
    assertThat(
            complaint("ERROR: Found no a==9 (from versions: 1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 2.0)\n")
                .lines())
        .containsExactly("ERROR: Found no a==9 (from versions: 2 older, 1.2, 1.3, 1.4, 1.5, 2.0)");
    assertThat(complaint("ERROR: Found no a==9 (from versions: 1.0, 1.1)\n").lines())
        .containsExactly("ERROR: Found no a==9 (from versions: 1.0, 1.1)");
  }

  @Test
  void listsTheLatestOfManyIgnoredVersionsOnly() {
    assertThat(
            complaint(
                    """
                    ERROR: Ignored the following yanked versions: 1.0, 1.1, 1.2, 1.3, 1.4, 1.5
                    ERROR: Ignored the following versions that require a different python version: \
                    1.0 Requires-Python >=2.7,<3; 1.1 Requires-Python <3; 1.2 Requires-Python <3; \
                    1.3 Requires-Python <3; 1.4 Requires-Python <3; 1.5 Requires-Python <3
                    """)
                .lines())
        .containsExactly(
            "ERROR: Ignored the following yanked versions: 1 older, 1.1, 1.2, 1.3, 1.4, 1.5",
            "ERROR: Ignored the following versions that require a different python version:"
                + " 1 older; 1.1 Requires-Python <3; 1.2 Requires-Python <3;"
                + " 1.3 Requires-Python <3; 1.4 Requires-Python <3; 1.5 Requires-Python <3");
  }

  @Test
  void showsTheLastLinesOfWhatItDoesNotUnderstand() {
    assertThat(complaint("Traceback\nSegmentation fault\n").lines())
        .containsExactly("Traceback", "Segmentation fault");
  }

  private static PipComplaint complaint(String output) {
    return PipComplaint.of(new PipOutcome(1, output.lines().toList()));
  }
}
