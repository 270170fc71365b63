package dev.pipsnapshot.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NetrcTest {
  @Test
  void findsAMachineOnOneLineOrMany() {
    var netrc =
        Netrc.parse(
            "machine A.test login me password x\nmachine\tb.test\n  login you\n  password y");
    assertThat(netrc.find("a.test")).contains(new Credentials("me", "x"));
    assertThat(netrc.find("b.test")).contains(new Credentials("you", "y"));
    assertThat(netrc.find("c.test")).isEmpty();
  }

  @Test
  void takesTheDefaultForAllOthersAndTheFirstOfTwo() {
    var netrc =
        Netrc.parse(
            "default login d password d machine a login 1 password 1 machine a login 2 password 2");
    assertThat(netrc.find("a")).contains(new Credentials("1", "1"));
    assertThat(netrc.find("z")).contains(new Credentials("d", "d"));
  }

  @Test
  void readsQuotesEscapesCommentsAccountsAndMacros() {
    var netrc =
        Netrc.parse(
            """
            # machine no login no password no
            macdef init
            machine evil login e password e

            machine a account none login "a \\"b\\"" password #1\\ 2 # the end
            """);
    assertThat(netrc.find("a")).contains(new Credentials("a \"b\"", "#1 2"));
    assertThat(netrc.find("evil")).isEmpty();
    assertThat(netrc.find("no")).isEmpty();
  }

  @Test
  void namesTheLineOfAnErrorAndNothingOfItsContent() {
    assertThatThrownBy(() -> Netrc.parse("machine a\nlogin me\nsecret"))
        .isInstanceOf(UpstreamConfigurationException.class)
        .hasMessageContaining("line 3")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> Netrc.parse("machine a password \"secret"))
        .isInstanceOf(UpstreamConfigurationException.class)
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> Netrc.parse("machine"))
        .isInstanceOf(UpstreamConfigurationException.class);
  }
}
