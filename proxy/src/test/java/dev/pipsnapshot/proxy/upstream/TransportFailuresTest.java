package dev.pipsnapshot.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class TransportFailuresTest {
  private static final URI URL = URI.create("https://index.example/simple/");

  @Test
  void saysOfANameWithoutAddressThatItDoesNotResolve() {
    assertThat(message(new UnknownHostException("index.example")))
        .endsWith(": the name index.example does not resolve");
  }

  @Test
  void keepsTheWordsOfTheSystemOnOneLine() {
    assertThat(message(new IOException("Connection\nrefused"))).endsWith(": Connection refused");
  }

  private static String message(IOException failure) {
    return TransportFailures.beforeAnswer(URL, failure).diagnostic().message();
  }
}
