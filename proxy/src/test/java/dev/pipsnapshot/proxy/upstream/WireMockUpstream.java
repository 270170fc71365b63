package dev.pipsnapshot.proxy.upstream;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.util.List;

/**
 * An index or a file host on loopback, by WireMock: a test says what it answers, and asks what it
 * was asked. A request that no answer was given for fails the test. What is told later counts.
 */
final class WireMockUpstream extends WireMockExtension {
  WireMockUpstream() {
    super(
        extensionOptions()
            .options(
                wireMockConfig()
                    .bindAddress("127.0.0.1")
                    .dynamicPort()
                    .gzipDisabled(true)
                    .useChunkedTransferEncoding(ChunkedEncodingPolicy.NEVER))
            .failOnUnmatchedRequests(true));
  }

  void answers(ResponseDefinitionBuilder answer) {
    stubFor(any(anyUrl()).willReturn(answer));
  }

  /** Gives these answers one after the other, and the last to all further requests. */
  void answersInTurn(ResponseDefinitionBuilder... answers) {
    resetScenarios();
    for (int i = 0; i < answers.length; i++) {
      stubFor(
          any(anyUrl())
              .inScenario("in turn")
              .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "after " + i)
              .willSetStateTo("after " + Math.min(i + 1, answers.length - 1))
              .willReturn(answers[i]));
    }
  }

  @Override
  public String url(String path) {
    return "http://127.0.0.1:" + getPort() + path;
  }

  URI uri(String path) {
    return URI.create(url(path));
  }

  /** All requests so far, the first one first. */
  List<LoggedRequest> requests() {
    return findAll(anyRequestedFor(anyUrl()));
  }
}
