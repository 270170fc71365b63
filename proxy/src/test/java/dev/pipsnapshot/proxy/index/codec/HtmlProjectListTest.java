package dev.pipsnapshot.proxy.index.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlProjectListTest {
  private static final String SIX = "<a href=\"six/\">six</a><br>\n";

  @Test
  void isAWholePageOfLinksRelativeToItself() throws IOException {
    String list =
        read(
            """
            <!DOCTYPE html>
            <html>
              <head>
                <title>Simple index</title>
              </head>
              <body>
                <a href="/simple/six/">six</a>
                <a href="/simple/zope-interface/">zope.interface</a>
              </body>
            </html>
            """);

    assertThat(list)
        .startsWith("<!DOCTYPE html>\n<html>\n<head>\n<meta name=\"pypi:repository-version\"")
        .endsWith(
            "<body>\n"
                + SIX
                + "<a href=\"zope-interface/\">zope.interface</a><br>\n</body>\n</html>\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href=\"https://index.example/simple/six/\">six</a>",
        "<a href='../simple/six/'>six</a>",
        "<A\n\tCLASS=x\n HREF = six/ >six</A >",
        "<a href=\"six/?x=/y/#z\">six</a>",
        "<a title='a>b' href=\"six/\"><b>six</b></a>",
        "<a href=\"six/\">six/</a>",
        "<a href=\"six/\">a very long na..&gt;</a>",
        "<a href=\"six/\">six<a>",
        "<!-- <a href=\"no/\">no</a> > \" --><a href=\"six/\">six</a><!--",
        "<!--><a href=\"six/\">six</a>",
        "1 < 2 \"<a href=\"six/\">six</a>\"",
        "<p it's><a href=\"six/\">six</a>",
        "<a href=\"/\">up</a><a href=\"?C=N;O=D\">Name</a><a href=../>..</a><a"
            + " href=\"six/\">six</a>",
        "<a href=\"/sign-in\">Sign in</a><abbr href=\"no/\">no</abbr><a href=\"six/\">six</a>",
        "<a href=\"no\" onclick/>\u00e9\"/\">no</a><a href=\"six/\">six</a>",
        "<a href=\"six/\">six</a><a href=\"numpy"
      })
  void passesOnTheNamesOfProjectsAndNothingElse(String body) throws IOException {
    assertThat(read(body)).contains("<body>\n" + SIX + "</body>");
  }

  @Test
  void takesTheTextOfLinksThatHaveNoSlashAtTheEnd() throws IOException {
    assertThat(read(new ByteArrayInputStream(Pages.recorded("odd/list-index-html.html"))))
        .contains(
            """
            <body>
            <a href="my-pkg/">my-pkg</a><br>
            <a href="other-pkg/">Other.Pkg</a><br>
            <a href="third/">third</a><br>
            </body>\
            """);
    assertThat(read("<a href=six/index.html>a very long na..&gt;</a>")).contains(SIX);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mailto:six", "#six", "?six", "javascript:six()", "", "/"})
  void leadsToNoProjectWithoutAPath(String href) throws IOException {
    assertThat(read("<a href=\"" + href + "\">six</a>")).doesNotContain("<a ");
  }

  @Test
  void normalisesWhatLinksLeadTo() throws IOException {
    assertThat(read("<a href=\"Zope.Interface/\">Zope.Interface</a>"))
        .contains("<a href=\"zope-interface/\">Zope.Interface</a>");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100_000})
  void doesNotCareWhereUpstreamsPiecesEnd(int length) throws IOException {
    var page = new StringBuilder();
    var expected = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      page.append("<a href=\"/simple/p").append(i).append("/\">p").append(i).append("</a>\n");
      expected.append("<a href=\"p%1$d/\">p%1$d</a><br>\n".formatted(i));
    }

    assertThat(read(pieces(page.toString(), length))).contains("<body>\n" + expected + "</body>");
  }

  @Test
  void goesOnAfterATagThatIsTooLong() throws IOException {
    String endless = "<a href=\"no/\" title=\"" + "x".repeat(100_000) + "\">no</a>";

    assertThat(read(endless + "<a href=\"six/\">six</a>")).contains("<body>\n" + SIX + "</body>");
  }

  @Test
  void hasNoEndWhereUpstreamsHasNone() throws IOException {
    var broken =
        new FilterInputStream(InputStream.nullInputStream()) {
          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            throw new IOException("cut");
          }
        };
    try (var list =
        new HtmlProjectList(
            new SequenceInputStream(
                new ByteArrayInputStream("<a href=\"six/\">six</a>".getBytes(UTF_8)), broken))) {
      var read = new StringBuilder();
      assertThatIOException()
          .isThrownBy(
              () -> {
                for (int c = list.read(); c >= 0; c = list.read()) {
                  read.append((char) c);
                }
              })
          .withMessage("cut");
      assertThat(read).endsWith(SIX);
    }
  }

  private static String read(String page) throws IOException {
    return read(new ByteArrayInputStream(page.getBytes(UTF_8)));
  }

  private static String read(InputStream upstream) throws IOException {
    try (var list = new HtmlProjectList(upstream)) {
      return new String(list.readAllBytes(), UTF_8);
    }
  }

  private static InputStream pieces(String page, int longest) {
    return new ByteArrayInputStream(page.getBytes(UTF_8)) {
      @Override
      public synchronized int read(byte[] bytes, int offset, int length) {
        return super.read(bytes, offset, Math.min(length, longest));
      }
    };
  }
}
