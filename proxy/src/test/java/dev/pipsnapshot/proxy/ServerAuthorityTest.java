package dev.pipsnapshot.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.http.ServerLimits;
import dev.pipsnapshot.proxy.http.ServerSettings;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerAuthorityTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1:8417",
    "127.0.0.2, 127.0.0.2:8417",
    "::1, [::1]:8417",
    "0.0.0.0, 127.0.0.1:8417",
    "::, [::1]:8417",
  })
  void callTheServerAsThisMachineDoesWhereNobodyElseMay(String address, String authority) {
    assertThat(server(address).ofClients(8417)).isEqualTo(authority);
  }

  @Test
  void callTheServerByTheFirstNameThatOthersMayUse() {
    assertThat(server("0.0.0.0", "b.example", "a.example").ofClients(8417))
        .isEqualTo("b.example:8417");
    assertThat(server("::", "b.example:80").ofClients(8417)).isEqualTo("b.example:80");
    assertThat(server("fd00:0:0::7", "[fd00::7]").ofClients(8417)).isEqualTo("[fd00::7]:8417");
    assertThat(server("0.0.0.0", "b.example").own(8417)).isEqualTo("127.0.0.1:8417");
  }

  @Test
  void callAServerBehindAnotherByLoopback() {
    assertThat(server("127.0.0.1", "b.example").ofClients(8417)).isEqualTo("127.0.0.1:8417");
  }

  private static ServerAuthority server(String address, String... hosts) {
    return new ServerAuthority(
        new ServerSettings(
            new InetSocketAddress(address, 8417), List.of(hosts), ServerLimits.DEFAULT));
  }
}
