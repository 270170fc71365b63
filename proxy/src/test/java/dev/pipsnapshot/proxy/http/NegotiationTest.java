package dev.pipsnapshot.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.PageFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegotiationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/* | HTML",
        "text/html | HTML",
        "text/* | HTML",
        "application/json | HTML",
        "nonsense;;;=,,q | HTML",
        "application/* | HTML_V1",
        "application/vnd.pypi.simple.v1+html | HTML_V1",
        "application/vnd.pypi.simple.v1+json | JSON_V1",
        "application/vnd.pypi.simple.latest+json | JSON_V1",
        "APPLICATION/VND.PYPI.SIMPLE.V1+JSON | JSON_V1",
        "application/vnd.pypi.simple.v1+json, */* | JSON_V1",
        "application/vnd.pypi.simple.v1+json;q=0, */* | HTML",
        "application/vnd.pypi.simple.v1+json;q=0.1, text/html;q=0.2 | HTML",
        "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html; q=0.1,"
            + " text/html; q=0.01 | JSON_V1",
        "application/vnd.pypi.simple.v1+json;q=0 | HTML",
      })
  void choosesAsTheClientPrefers(String accept, PageFormat format) {
    assertThat(Negotiation.format(List.of(accept))).isEqualTo(format);
  }

  @Test
  void givesHtmlToAClientThatSaysNothing() {
    assertThat(Negotiation.format(List.of())).isEqualTo(PageFormat.HTML);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip, deflate | true",
        "identity | false",
        "gzip;q=0 | false",
        "gzip;q=0.000, * | false",
        "*;q=0.5 | true",
        "*;q=0 | false",
        "deflate | false",
        "GZIP;Q=0.1 | true"
      })
  void seesWhetherGzipIsWelcome(String acceptEncoding, boolean welcome) {
    assertThat(Negotiation.acceptsGzip(List.of(acceptEncoding))).isEqualTo(welcome);
  }

  @Test
  void comparesEntityTagsWeakly() {
    assertThat(EntityTags.anyMatches(List.of("\"x\", W/\"a\""), "a")).isTrue();
    assertThat(EntityTags.anyMatches(List.of("*"), "a")).isTrue();
    assertThat(EntityTags.anyMatches(List.of("a", "\"b\""), "a")).isFalse();
    assertThat(EntityTags.anyMatches(List.of(), "a")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8417, true",
    "LOCALHOST:8417, true",
    "127.0.0.1:8417, true",
    "[::1]:8417, true",
    "localhost, true",
    "localhost:80, true",
    "127.0.0.1, true",
    "127.0.0.1:49152, true",
    "[::1], true",
    "[0:0:0:0:0:0:0:1]:8417, true",
    "[fd00:0:0::7]:9, true",
    "[fd00::8], false",
    "127.0.0.1.evil.example, false",
    "localhost.evil.example:8417, false",
    "[localhost], false",
    "proxy.example, true",
    "proxy.example:9, true",
    "evil.example:8417, false",
    "user@localhost:8417, false",
    "localhost:99999999, false",
    "'', false",
  })
  void admitsOnlyItsOwnNames(String authority, boolean admitted) {
    var hosts = new HostPolicy(List.of("Proxy.Example", "[FD00::7]"));
    assertThat(hosts.admits(authority)).isEqualTo(admitted);
    assertThat(hosts.admits("localhost")).isTrue();
    assertThat(hosts.admits(authority)).isEqualTo(admitted);
  }
}
