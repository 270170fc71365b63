package dev.pipsnapshot.proxy.http;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PipelineWarmUpTest {
  @Test
  void answersItsOwnRequestsWithoutANetwork() {
    var settings =
        new ServerSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Set.of(),
            ServerLimits.DEFAULT);

    assertThatCode(new PipelineWarmUp(settings, Clock.systemUTC())::run).doesNotThrowAnyException();
  }
}
