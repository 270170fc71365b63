package dev.pipsnapshot.proxy.index.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileUrlTest {
  private static final URI PAGE = URI.create("https://index.example/simple/demo/");

  @ParameterizedTest
  @CsvSource({
    "https://user:token@files.example/a.whl, https://files.example/a.whl",
    "https://user@name@files.example:8443/a.whl?x=y@z, https://files.example:8443/a.whl?x=y@z",
    "//token@files.example/a@b.whl, https://files.example/a@b.whl",
    "https://user:token@my_files.example/a.whl, https://my_files.example/a.whl",
    "HTTP://token@[::1]:8080/a.whl, HTTP://[::1]:8080/a.whl"
  })
  void keepsNoCredentialsOfALink(String link, String url) {
    assertThat(FileUrl.resolve(PAGE, link)).contains(new FileUrl(url, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " a.whl#x=y ",
        "\n\ta.whl#x=y\r\n",
        "a.\r\nwhl\t#x\n=y",
        "\u0000 \u001fa.whl#x=y",
        "\thttps://index.\nexample/simple/demo/a.whl#x=y"
      })
  void seesNoWhiteSpaceWhereBrowsersAndPipSeeNone(String link) {
    assertThat(FileUrl.resolve(PAGE, link))
        .contains(new FileUrl("https://index.example/simple/demo/a.whl", "x=y"));
  }

  @Test
  void keepsNoCredentialsOfThePageEither() {
    var page = URI.create("https://user:token@index.example/simple/demo/");

    assertThat(FileUrl.resolve(page, "../a.whl"))
        .contains(new FileUrl("https://index.example/simple/a.whl", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "http://[::1]:8080/f.whl, http://[::1]:8080/f.whl",
    "http://[2001:db8::1]/f[1].whl, http://[2001:db8::1]/f%5B1%5D.whl",
    "../f[1].whl, https://index.example/simple/f%5B1%5D.whl",
    "/f.whl?//[x], https://index.example/f.whl?//%5Bx%5D"
  })
  void leavesBracketsAloneOnlyAroundAnAddress(String link, String url) {
    assertThat(FileUrl.resolve(PAGE, link)).contains(new FileUrl(url, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://[::1/f.whl", "http://a]b/f.whl", "https://token@/f.whl", "mailto:a@b.c"})
  void leadsNowhereWithoutAHost(String link) {
    assertThat(FileUrl.resolve(PAGE, link)).isEmpty();
  }
}
