package dev.pipsnapshot.fetcher.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import dev.pipsnapshot.fetcher.failure.LockUnusable;
import dev.pipsnapshot.fetcher.pip.TargetPython;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks of several files for each package, read for one Python. */
class LockChoiceTest {
  private static final String HASHES = "hashes = {sha256 = \"" + "0a".repeat(32) + "\"}";
  private static final String HEAD = "lock-version = '1.0'\ncreated-by = 'x'\n";

  @TempDir private Path directory;

  @Test
  void isTheWheelForThePython() throws IOException {
    assertThat(files("pylock.two-files.toml", SamplePythons.LINUX))
        .containsExactly("demo-1.0-cp311-cp311-manylinux_2_17_x86_64.whl");
    assertThat(files("pylock.two-files.toml", SamplePythons.WINDOWS))
        .containsExactly("demo-1.0-cp311-cp311-win_amd64.whl");
  }

  @Test
  void isTheSdistWhereNoWheelFits() throws IOException {
    assertThat(files("pylock.two-files.toml", SamplePythons.NEWER))
        .containsExactly("demo-1.0.tar.gz");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pylock.uv-export.toml", "pylock.pdm.toml"})
  void isMadeInTheLocksOfUvAndPdm(String name) throws IOException {
    assertThat(files(name, SamplePythons.LINUX))
        .containsExactly(
            "click-8.1.7-py3-none-any.whl",
            "psutil-6.0.0-cp36-abi3-manylinux_2_12_x86_64.manylinux2010_x86_64"
                + ".manylinux_2_17_x86_64.manylinux2014_x86_64.whl");
    assertThat(files(name, SamplePythons.WINDOWS))
        .containsExactly(
            "click-8.1.7-py3-none-any.whl",
            "colorama-0.4.6-py2.py3-none-any.whl",
            "psutil-6.0.0-cp37-abi3-win_amd64.whl");
    assertThat(files(name, SamplePythons.NEWER))
        .containsExactly("click-8.1.7-py3-none-any.whl", "psutil-6.0.0.tar.gz");
  }

  @Test
  void isMadeInALockOfUvForOnePlatform() throws IOException {
    assertThat(files("pylock.uv-compile.toml", SamplePythons.LINUX))
        .hasSize(2)
        .first()
        .isEqualTo("click-8.1.7-py3-none-any.whl");
  }

  @Test
  void isNotNeededInALockOfPip() throws IOException {
    assertThat(LockReader.read(ForeignLocks.copy("pylock.pip.toml", directory)).packages())
        .hasSize(2);
    assertThat(files("pylock.pip.toml", SamplePythons.LINUX)).hasSize(2);
  }

  @Test
  void isRefusedWhereNothingFits() throws IOException {
    String text = recorded("pylock.two-files.toml").replaceFirst("(?m)^sdist.*$", "");

    assertThat(refusal(text, SamplePythons.NEWER))
        .contains("demo has no wheel for CPython 3.12.0 on linux-x86_64, and no sdist");
  }

  @Test
  void isRefusedWhereAVersionIsNotTheFiles() throws IOException {
    String text = recorded("pylock.wrong-version.toml");

    assertThat(refusal(text, SamplePythons.LINUX))
        .contains("demo has version 1.1 and a file of another");
    assertThatExceptionOfType(LockUnusable.class)
        .isThrownBy(() -> LockReader.read(written(text)))
        .satisfies(e -> assertThat(e.diagnostic().category()).isEqualTo(Category.POLICY));
  }

  @Test
  void isLeftToTheUserWithoutAPython() {
    assertThatExceptionOfType(LockUnusable.class)
        .isThrownBy(() -> LockReader.read(written(recorded("pylock.two-files.toml"))))
        .satisfies(
            e -> assertThat(e.diagnostic().context()).contains("package 1: demo names 3 files"))
        .satisfies(e -> assertThat(e.diagnostic().hint().orElse("")).contains("--python"));
  }

  /** The first of those that fit equally, as packaging has it. */
  @ParameterizedTest
  @CsvSource({
    "cp311-cp311-manylinux_2_17_x86_64,cp36-abi3-manylinux_2_12_x86_64,0",
    "py3-none-any,cp36-abi3-manylinux_2_12_x86_64,1",
    "py2.py3-none-any,cp310-cp310-manylinux_2_17_x86_64,0",
    "cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64,cp311-cp311-manylinux_2_28_x86_64,1",
    "PY3-none-ANY,py2-none-any,0"
  })
  void isTheWheelThatFitsBest(String first, String second, int chosen) throws IOException {
    String text =
        HEAD
            + "[[packages]]\nname = 'a'\nversion = '1'\nwheels = ["
            + wheel("a-1-" + first + ".whl")
            + ","
            + wheel("a-1-" + second + ".whl")
            + "]";

    assertThat(names(text, SamplePythons.LINUX))
        .containsExactly("a-1-" + (chosen == 0 ? first : second) + ".whl");
  }

  @Test
  void leavesOutWhatItsMarkerExcludesWhateverThatIs() throws IOException {
    String text =
        HEAD
            + "[[packages]]\nname = 'colorama'\nversion = '0.4'\nmarker = \"sys_platform == 'win32'\"\n"
            + "wheels = ["
            + wheel("colorama-0.4-py3-none-any.whl")
            + "]\n[[packages]]\nname = 'self'\nmarker = \"'dev' in extras\"\ndirectory = {path = '.'}\n"
            + "[[packages]]\nname = 'numbers'\nversion = '1'\nmarker = \"python_version < '3.12'\"\nwheels = ["
            + wheel("numbers-1-py3-none-any.whl")
            + "]\n[[packages]]\nname = 'numbers'\nversion = '2'\nmarker = \"python_version >= '3.12'\"\nwheels = ["
            + wheel("numbers-2-py3-none-any.whl")
            + "]\n";

    assertThat(names(text, SamplePythons.LINUX)).containsExactly("numbers-1-py3-none-any.whl");
    assertThat(names(text, SamplePythons.NEWER)).containsExactly("numbers-2-py3-none-any.whl");
    assertThat(names(text, SamplePythons.WINDOWS))
        .containsExactly("colorama-0.4-py3-none-any.whl", "numbers-1-py3-none-any.whl");
  }

  @Test
  void takesTheDefaultGroupsAndNoExtras() throws IOException {
    String packages =
        "[[packages]]\nname = 'tests'\nmarker = \"'Dev' in dependency_groups or 'all' in extras\"\n"
            + "wheels = ["
            + wheel("tests-1-py3-none-any.whl")
            + "]\n";

    assertThat(names(HEAD + packages, SamplePythons.LINUX)).isEmpty();
    assertThat(names(HEAD + "default-groups = ['dev']\n" + packages, SamplePythons.LINUX))
        .containsExactly("tests-1-py3-none-any.whl");
  }

  @Test
  void isRefusedForAPythonThatTheLockIsNotFor() {
    assertThat(refusal(HEAD + "requires-python = '>=3.12'\npackages = []", SamplePythons.LINUX))
        .contains("it is for Python >=3.12, not for CPython 3.11.7 on linux-x86_64")
        .contains("name a Python that it is for, with --python");
    assertThat(
            refusal(
                HEAD + "environments = [\"sys_platform == 'win32'\"]\npackages = []",
                SamplePythons.LINUX))
        .contains("it is for sys_platform == 'win32', which does not hold for CPython 3.11.7");
    assertThat(
            refusal(
                HEAD
                    + "[[packages]]\nname = 'a'\nrequires-python = '>=3.12'\nwheels = ["
                    + wheel("a-1-py3-none-any.whl")
                    + "]",
                SamplePythons.LINUX))
        .contains("a is for Python >=3.12, not for CPython 3.11.7");
  }

  @Test
  void isRefusedWhereAMarkerCannotBeJudged() {
    String text =
        HEAD
            + "[[packages]]\nname = 'a'\nmarker = \"os_name ~= 'posix'\"\nwheels = ["
            + wheel("a-1-py3-none-any.whl")
            + "]";

    assertThat(refusal(text, SamplePythons.LINUX)).contains("a has a marker that nobody can judge");
  }

  @Test
  void needsAHashOfTheChosenFileOnly() throws IOException {
    String text =
        HEAD
            + "[[packages]]\nname = 'a'\nversion = '1'\nsdist = {url = 'a-1.tar.gz'}\nwheels = ["
            + "{url = 'https://files.example.org/a-1-odd.whl', hashes = {md5 = '00'}},"
            + wheel("a-1-py3-none-any.whl")
            + "]";

    assertThat(names(text, SamplePythons.LINUX)).containsExactly("a-1-py3-none-any.whl");
  }

  @Test
  void isRefusedForWhatIsADirectory() {
    String text = HEAD + "[[packages]]\nname = 'self'\ndirectory = {path = '.', editable = true}\n";

    assertThat(refusal(text, SamplePythons.LINUX)).contains("--no-emit-project");
  }

  private List<String> files(String name, TargetPython python) throws IOException {
    return names(recorded(name), python);
  }

  private List<String> names(String text, TargetPython python) throws IOException {
    return LockReader.read(written(text), Optional.of(python)).packages().stream()
        .map(locked -> locked.file().filename())
        .toList();
  }

  private String refusal(String text, TargetPython python) {
    List<String> told = new ArrayList<>();
    assertThatExceptionOfType(LockUnusable.class)
        .isThrownBy(() -> LockReader.read(written(text), Optional.of(python)))
        .satisfies(
            e -> {
              told.addAll(e.diagnostic().context());
              e.diagnostic().hint().ifPresent(told::add);
            });
    return String.join("\n", told);
  }

  private Path written(String text) throws IOException {
    return Files.writeString(directory.resolve("pylock.toml"), text);
  }

  private static String wheel(String filename) {
    return "{url = 'https://files.example.org/" + filename + "', " + HASHES + "}";
  }

  private String recorded(String name) throws IOException {
    return Files.readString(ForeignLocks.copy(name, directory));
  }
}
