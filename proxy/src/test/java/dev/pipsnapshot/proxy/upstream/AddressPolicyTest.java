package dev.pipsnapshot.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
  private static final Map<String, String> NAMES =
      Map.of(
          "public.test", "93.184.216.34",
          "files.test", "151.101.0.1",
          "inside.test", "10.0.0.7",
          "neighbour.test", "192.168.3.4",
          "rebound.test", "127.0.0.1");

  @ParameterizedTest
  @CsvSource({
    "8.8.8.8, PUBLIC",
    "127.9.9.9, LOOPBACK",
    "0.0.0.0, LOOPBACK",
    "::1, LOOPBACK",
    "172.31.0.1, PRIVATE",
    "172.32.0.1, PUBLIC",
    "100.64.0.1, PRIVATE",
    "fd12::1, PRIVATE",
    "169.254.169.254, LINK_LOCAL",
    "fe80::1, LINK_LOCAL",
    "224.0.0.1, MULTICAST",
    "255.255.255.255, RESERVED",
    "::ffff:10.0.0.1, PRIVATE",
    "64:ff9b::7f00:1, LOOPBACK",
    "2002:a00:1::, PRIVATE",
    "2606:4700::1, PUBLIC"
  })
  void knowsTheKindOfAnAddress(String address, AddressKind kind) throws Exception {
    assertThat(AddressKind.of(InetAddress.getByName(address))).isEqualTo(kind);
  }

  @Test
  void letsNoNameLeadInside() throws Exception {
    AddressPolicy policy = policy("public.test");
    assertThat(policy.lookup("files.test")).hasSize(1);
    assertThatThrownBy(() -> policy.lookup("inside.test")).hasMessageContaining("private");
    assertThatThrownBy(() -> policy.lookup("rebound.test")).hasMessageContaining("loopback");
  }

  @Test
  void letsNamesLeadToTheKindOfNetworkWhereAnIndexIs() throws Exception {
    AddressPolicy policy = policy("inside.test");
    assertThat(policy.lookup("inside.test")).hasSize(1);
    assertThat(policy.lookup("neighbour.test")).hasSize(1);
    assertThatThrownBy(() -> policy.lookup("rebound.test")).hasMessageContaining("loopback");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "2130706433",
        "127.1",
        "10.0.0.1",
        "::1",
        "localhost",
        "a.localhost."
      })
  void objectsToSpeltAddressesBeforeAnyLookup(String host) {
    assertThat(policy("public.test").objection(host)).isPresent();
  }

  @Test
  void doesNotObjectToTheIndexItselfNorToPublicHosts() {
    assertThat(policy("127.0.0.1").objection("127.0.0.1")).isEmpty();
    assertThat(policy("public.test").objection("8.8.8.8")).isEmpty();
    assertThat(policy("public.test").objection("files.test")).isEmpty();
  }

  private static AddressPolicy policy(String indexHost) {
    return new AddressPolicy(indexHost, AddressPolicyTest::resolve);
  }

  private static List<InetAddress> resolve(String host) throws UnknownHostException {
    String address = NAMES.get(host);
    if (address == null) {
      throw new UnknownHostException(host);
    }
    return List.of(InetAddress.getByName(address));
  }
}
