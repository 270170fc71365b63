package dev.pipsnapshot.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectionWarmUpTest {
  @Test
  void answersItsOwnRequests() throws Exception {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var settings = new ServerSettings(loopback, Set.of(), ServerLimits.DEFAULT);
    Set<Integer> statuses = ConcurrentHashMap.newKeySet();
    var answers = new CountDownLatch(ConnectionWarmUp.REQUESTS);
    RequestListener listener =
        (kind, status, nanos, bytes) -> {
          statuses.add(status);
          answers.countDown();
        };

    new ConnectionWarmUp(settings, Clock.systemUTC(), loopback, listener).run();

    assertThat(answers.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(statuses).containsExactly(200);
  }
}
