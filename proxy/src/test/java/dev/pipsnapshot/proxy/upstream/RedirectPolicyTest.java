package dev.pipsnapshot.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedirectPolicyTest {
  private static final int MAX = 3;
  private static final HttpUrl FROM = HttpUrl.get("https://index.example/simple/six");

  private final RedirectPolicy anywhere = new RedirectPolicy(MAX, Optional.empty());

  @ParameterizedTest
  @CsvSource({
    "six/, https://index.example/simple/six/",
    "https://other.example/six/, https://other.example/six/",
    "https://user:secret@other.example/six/, https://other.example/six/"
  })
  void followsToWhereTheIndexSaysButTakesNoUserInformation(String location, String target)
      throws UpstreamException {
    assertThat(anywhere.target(ask(UpstreamCall.Purpose.PAGE), FROM, location, MAX - 1))
        .hasToString(target);
  }

  @ParameterizedTest
  @CsvSource({"ftp://index.example/six/", "http://index.example/six/"})
  void refusesWhatIsNoWebPageOrLessSafe(String location) {
    assertThatThrownBy(() -> anywhere.target(ask(UpstreamCall.Purpose.PAGE), FROM, location, 0))
        .isInstanceOf(UpstreamException.Refused.class);
  }

  @Test
  void endsAChainThatIsTooLong() {
    assertThatThrownBy(() -> anywhere.target(ask(UpstreamCall.Purpose.PAGE), FROM, "six/", MAX))
        .isInstanceOf(UpstreamException.Malformed.class)
        .hasMessageContaining("more than 3 redirects in a row");
  }

  @Test
  void letsPagesOfAnOwnerComeFromNobodyElse() throws UpstreamException {
    var owned =
        new RedirectPolicy(
            MAX, Optional.of(Upstream.parse("mine", "http://index.example/").index()));
    HttpUrl from = HttpUrl.get("http://index.example/simple/six");

    assertThat(owned.target(ask(UpstreamCall.Purpose.PAGE), from, "https://index.example/six/", 0))
        .hasToString("https://index.example/six/");
    assertThat(owned.target(ask(UpstreamCall.Purpose.FILE), from, "https://files.example/f", 0))
        .hasToString("https://files.example/f");
    assertThatThrownBy(
            () -> owned.target(ask(UpstreamCall.Purpose.PAGE), from, "http://other.example/", 0))
        .isInstanceOf(UpstreamException.Refused.class);
  }

  private static Transport.Ask ask(UpstreamCall.Purpose purpose) {
    return new Transport.Ask(purpose, URI.create(FROM.toString()), Map.of(), Optional.empty());
  }
}
