package dev.pipsnapshot.fetcher.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.fetcher.requirements.RequirementForm.Checkout;
import dev.pipsnapshot.fetcher.requirements.RequirementForm.Direct;
import dev.pipsnapshot.fetcher.requirements.RequirementForm.Invalid;
import dev.pipsnapshot.fetcher.requirements.RequirementForm.Local;
import dev.pipsnapshot.fetcher.requirements.RequirementForm.Named;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementFormTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "requests",
        "Requests",
        "requests==2.25.1",
        "requests [socks, security] >=2.8.1, ==2.8.* ; python_version < \"3.12\"",
        "requests[socks]",
        "requests;sys_platform=='linux'",
        "requests (>=2)",
        "requests~=2.25",
        "requests!=2.0,<3"
      })
  void knowsProjectsOfTheIndex(String text) {
    assertThat(RequirementForm.of(text)).isEqualTo(new Named(new ProjectName("requests")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/a-1.0.tar.gz",
        "a @ https://example.org/a-1.0.tar.gz",
        "a@https://example.org/a-1.0.tar.gz",
        "a[x] @ https://example.org/a-1.0.tar.gz ; python_version > '3'"
      })
  void knowsDirectUrls(String text) {
    assertThat(RequirementForm.of(text))
        .isEqualTo(new Direct(URI.create("https://example.org/a-1.0.tar.gz")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git+https://example.org/a.git",
        "git+ssh://git@example.org/a.git@main#egg=a",
        "a @ git+https://example.org/a.git",
        "hg+http://example.org/a",
        "svn+svn://example.org/a",
        "GIT+https://example.org/a.git",
        "ssh://git@example.org/a",
        "ftp://example.org/a-1.0.tar.gz"
      })
  void knowsCheckouts(String text) {
    assertThat(RequirementForm.of(text)).isInstanceOf(Checkout.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".",
        "..",
        "./a",
        "../a[extra]",
        "/srv/a",
        "a/b",
        "a.whl",
        "a-1.0-py3-none-any.whl",
        "A-1.0.TAR.GZ",
        "a-1.0.zip[extra]",
        "file:///srv/a",
        "a @ file:///srv/a",
        "a @ ./a",
        "sub\\a"
      })
  void knowsLocalPaths(String text) {
    assertThat(RequirementForm.of(text)).isInstanceOf(Local.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "==1.0", "a b", "a,b", "-", "a-", "a @", "!", "https://"})
  void knowsWhatIsNoRequirement(String text) {
    assertThat(RequirementForm.of(text)).isNotInstanceOf(Named.class);
  }

  @Test
  void saysWhyAUrlIsNone() {
    assertThat(RequirementForm.of("https://[broken")).isInstanceOf(Invalid.class);
  }
}
