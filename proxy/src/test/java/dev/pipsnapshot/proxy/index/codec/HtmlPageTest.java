package dev.pipsnapshot.proxy.index.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.pipsnapshot.proxy.index.CoreMetadata;
import dev.pipsnapshot.proxy.index.Hashes;
import dev.pipsnapshot.proxy.index.JsonMember;
import dev.pipsnapshot.proxy.index.MalformedFile;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectStatus;
import dev.pipsnapshot.proxy.index.Yank;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlPageTest {
  private static final String HTML = "text/html";
  private static final String P = "https://index.example/root/p/";
  private static final String BASE = "https://index.example/root/packages/";

  @Test
  void readsAllThatPepsDefineAndKeepsAllElse() {
    var detail = Pages.decoded("demo/detail.html");

    assertThat(detail.status())
        .contains(new ProjectStatus("archived", Optional.of("moved & gone")));
    assertThat(detail.tracks()).containsExactly("https://first.example/simple/demo/");
    assertThat(detail.versions()).isEmpty();
    assertThat(detail.files())
        .containsExactly(
            ProjectFile.builder("demo-1.0.tar.gz", BASE + "demo-1.0.tar.gz")
                .hashes(Hashes.of("sha256", "a".repeat(64)))
                .requiresPython(">=3.6")
                .build(),
            ProjectFile.builder("demo-1.1-py3-none-any.whl", BASE + "demo-1.1-py3-none-any.whl")
                .hashes(Hashes.of("sha256", "b".repeat(64)))
                .yank(new Yank(Optional.empty()))
                .coreMetadata(new CoreMetadata.Advertised(Hashes.of("sha256", "c".repeat(64))))
                .build(),
            ProjectFile.builder(
                    "demo-1.2+cpu-py3-none-any.whl",
                    "https://cdn.example/d/demo-1.2%2Bcpu-py3-none-any.whl")
                .yank(Yank.because("bad \"build\""))
                .coreMetadata(new CoreMetadata.Advertised(Hashes.NONE))
                .gpgSignature(false)
                .provenance("https://first.example/p")
                .uploadTime(Instant.parse("2024-01-02T01:04:05Z"))
                .unknownMember(new JsonMember("mirror", "\"eu\""))
                .build(),
            ProjectFile.builder("odd.name", BASE + "odd.name")
                .hashes(Hashes.of("md5", "0123456789abcdef0123456789abcdef"))
                .build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body><h1>Sign in</h1><form><a href=/help>Help</a></form></body></html>",
        "<html><body></body></html>",
        "<html><head><meta name=pypi:repository-version content=2.0></head><body></body></html>",
        "<html><body><h1>Links for demo</h1><a href=demo-1.zip>demo-1.zip</a>",
        "<!DOCTYPE html><a href=demo-1.zip>demo-1.zip</a><a href=\"demo-2.z",
        "<a href=demo-1.zip data-upload-time=2020-01-01>demo-1.zip</a>",
        "<?xml version=\"1.0\"?><feed/>"
      })
  void refusesWhatIsNoWholeIndexPage(String page) {
    assertThatExceptionOfType(MalformedPageException.class)
        .isThrownBy(() -> Pages.decode(HTML, page));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><head><title>Links for demo</title></head><body></body></html>",
        "<meta name=pypi:repository-version content=1.0>",
        "<html><head><title>root/pypi: links for demo</title></head><body></body></html>"
      })
  void acceptsEmptyPageThatSaysItIsAnIndex(String page) {
    assertThat(Pages.decode(HTML, page).files()).isEmpty();
  }

  @Test
  void readsLinksAsPipAndBrowsersDo() {
    var detail = Pages.decode(HTML, Pages.recorded("odd/page-links.html"));

    assertThat(detail.files())
        .extracting(ProjectFile::filename, ProjectFile::url, file -> file.sha256().isPresent())
        .containsExactly(
            tuple("demo-1.0-py3-none-any.whl", P + "demo-1.0-py3-none-any.whl", true),
            tuple("demo-1.1-py3-none-any.whl", P + "demo-1.1-py3-none-any.whl", false),
            tuple("demo-1.2.tar.gz", P + "one.tar.gz", true),
            tuple("Demo-1.2.tar.gz", P + "one.tar.gz", true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"other-1.0.tar.gz", "../demo-1.0.tar.gz", "demo", "Download", ""})
  void takesNoOtherTextForAName(String text) {
    assertThat(Pages.decode(HTML, "<a href=one.zip>" + text + "</a>").files())
        .extracting(ProjectFile::filename)
        .containsExactly("one.zip");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data-upload-time=2021-02-01T00:00:00 href=demo-2.zip",
        "data-upload-time=yesterday href=demo-2.zip",
        "href=demo-2.zip#sha256=55",
        "href=demo-2.zip#md5=xyz",
        "href=demo-2.zip data-core-metadata=sha256=55"
      })
  void aWrongAttributeCostsItsFileOnly(String attributes) {
    var detail =
        Pages.decode(HTML, "<a href=demo-1.zip>demo-1.zip</a><a " + attributes + ">demo-2.zip</a>");

    assertThat(detail.files()).extracting(ProjectFile::filename).containsExactly("demo-1.zip");
    assertThat(detail.malformed())
        .extracting(MalformedFile::filename)
        .containsExactly(Optional.of("demo-2.zip"));
  }

  @Test
  void heedsCharsetOfContentType() {
    var page = "<a href='demo-1.zip' data-yanked='é'>demo-1.zip</a>";

    var detail =
        Pages.decode(
            "text/html; charset=\"ISO-8859-1\"", page.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(detail.files().get(0).yank()).contains(Yank.because("é"));
  }

  @Test
  @Timeout(60)
  void survivesMegabytesOfAttributes() {
    var attributes = new StringBuilder();
    for (int i = 0; i < 400_000; i++) {
      attributes.append(" data-a").append(i).append("=x");
    }

    var detail = Pages.decode(HTML, "<a href=demo-1.zip" + attributes + ">demo-1.zip</a>");

    assertThat(detail.files()).hasSize(1);
    assertThat(detail.files().get(0).unknownMembers().size()).isLessThan(1_000);
  }

  @Test
  @Timeout(60)
  void survivesDeepNestingAndUnclosedElements() {
    for (var element : new String[] {"<div>", "<b>", "<a>", "<b><p>", "<form>", "<svg>"}) {
      var page = element.repeat(200_000) + "<a href=demo-1.zip>demo-1.zip</a>";

      assertThat(Pages.decode(HTML, page).files()).hasSize(1);
    }
  }

  @Test
  @Timeout(60)
  void survivesMegabytesOfEntities() {
    var page = "<a href=demo-1.zip data-yanked='" + "&lt;&notanentity;&#x110000;".repeat(200_000);

    assertThat(Pages.decode(HTML, page + "'>demo-1.zip</a>").files()).hasSize(1);
  }

  @Test
  @Timeout(60)
  void refusesMoreElementsThanAnyIndexHas() {
    for (var page : new String[] {"<br>".repeat(1_000_002), "<p><b><i>".repeat(400_000)}) {
      assertThatExceptionOfType(MalformedPageException.class)
          .isThrownBy(() -> Pages.decode(HTML, page))
          .withMessageContaining("more than 1000000 elements");
    }
  }
}
