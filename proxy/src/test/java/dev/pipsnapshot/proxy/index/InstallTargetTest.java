package dev.pipsnapshot.proxy.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstallTargetTest {
  private static final InstallTarget LINUX = new InstallTarget(11, "linux_x86_64");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo-1.0-cp311-cp311-win_amd64.whl",
        "demo-1.0-cp311-cp311-win32.whl",
        "demo-1.0-py3-none-macosx_10_9_x86_64.whl",
        "demo-1.0-cp311-cp311-macosx_10_9_x86_64.macosx_11_0_arm64.whl",
        "demo-1.0-cp311-cp311-manylinux_2_17_aarch64.manylinux2014_aarch64.whl",
        "demo-1.0-cp311-cp311-manylinux1_i686.whl",
        "demo-1.0-cp311-cp311-musllinux_1_1_ppc64le.whl",
        "demo-1.0-cp310-cp310-manylinux1_x86_64.whl",
        "demo-1.0-cp27-cp27mu-manylinux1_x86_64.whl",
        "demo-1.0-cp36-none-any.whl",
        "demo-1.0-1build-cp38-cp38-linux_x86_64.whl",
        "demo-1.0-py2-none-any.whl",
        "demo-1.0-py2.py27-none-any.whl",
        "demo-1.0-pp39-pypy39_pp73-manylinux2014_x86_64.whl",
        "demo-1.0-py3.6.egg",
        "demo-1.0.win-amd64-py3.9.exe",
        "demo-1.0.win32.MSI",
        "demo-1.0-1.noarch.rpm"
      })
  void rulesOutWhatIsForOthersOnly(String filename) {
    assertThat(LINUX.rulesOut(filename)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo-1.0.tar.gz",
        "demo-1.0.zip",
        "demo-1.0.win32.zip",
        "demo-1.0.unheard-of",
        "demo-1.0-py3-none-any.whl",
        "demo-1.0-py2.py3-none-any.whl",
        "demo-1.0-py311-none-any.whl",
        "demo-1.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
        "demo-1.0-cp311-cp311-manylinux1_x86_64.manylinux1_i686.whl",
        "demo-1.0-cp311-cp311-musllinux_1_1_x86_64.whl",
        "demo-1.0-cp311-cp311-unheard_of.whl",
        "demo-1.0-cp36-abi3-manylinux1_x86_64.whl",
        "demo-1.0-cp35.cp36-cp36m.abi3-linux_x86_64.whl",
        "demo-1.0-cp310.cp311-none-any.whl",
        "demo-1.0-cp311-none-any.whl",
        "demo-1.0-odd-name-cp27-cp27m-win32.whl",
        "demo-1.0-cp27-cp27m-win32 .whl",
        "no wheel at all.whl"
      })
  void leavesWhatMayBeUsedOrCannotBeRead(String filename) {
    assertThat(LINUX.rulesOut(filename)).isFalse();
  }

  @Test
  void judgesOnAMacByItsFamilyAlone() {
    var mac = new InstallTarget(11, "macosx_11_0_arm64");

    assertThat(mac.rulesOut("demo-1.0-cp311-cp311-manylinux1_x86_64.whl")).isTrue();
    assertThat(mac.rulesOut("demo-1.0-cp311-cp311-win_arm64.whl")).isTrue();
    assertThat(mac.rulesOut("demo-1.0-cp311-cp311-macosx_10_9_x86_64.whl")).isFalse();
  }

  @Test
  void doesNotJudgePlatformsThatItDoesNotKnow() {
    var other = new InstallTarget(11, "freebsd_14_amd64");

    assertThat(other.rulesOut("demo-1.0-cp311-cp311-win_amd64.whl")).isFalse();
    assertThat(other.rulesOut("demo-1.0-cp310-cp310-win_amd64.whl")).isTrue();
  }

  @Test
  void isReadAgainFromItsText() {
    assertThat(LINUX).hasToString("cp311-linux_x86_64");
    assertThat(InstallTarget.parse("cp311-linux_x86_64")).contains(LINUX);
    assertThat(InstallTarget.parse("cp27-linux_x86_64")).isEmpty();
    assertThat(InstallTarget.parse("cp311-../etc")).isEmpty();
    assertThat(InstallTarget.parse("cp311")).isEmpty();
    assertThatThrownBy(() -> new InstallTarget(11, "linux/x86"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void leavesVariantsToPip() {
    var target = InstallTarget.parse("cp311-linux_x86_64").orElseThrow();

    assertThat(target.rulesOut("demo-1.0-cp311-cp311-linux_x86_64-win_amd64.whl")).isFalse();
    assertThat(target.rulesOut("demo-1.0-1-cp311-cp311-linux_x86_64-win_amd64.whl")).isFalse();
  }
}
