package dev.pipsnapshot.proxy.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSettingsTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "http://b.example", "b.example/", "a b", "b.example:http", "::1"})
  void refuseWhatIsNoHost(String host) {
    assertThatThrownBy(() -> settings("127.0.0.1", host))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + host + "' is no host");
  }

  private static ServerSettings settings(String address, String... hosts) {
    return new ServerSettings(
        new InetSocketAddress(address, 8417), List.of(hosts), ServerLimits.DEFAULT);
  }
}
