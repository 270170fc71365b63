package dev.pipsnapshot.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpstreamsTest {
  private static final String DEFAULT = "https://index.example/simple/";
  private static final List<String> ACME = List.of("acme=https://acme.test/simple");

  @Test
  void asksForAnOwnedNameAtItsOwnerOnly() {
    var upstreams = Upstreams.parse(DEFAULT, ACME, List.of("acme=Acme.*", "acme=tool?"));
    assertThat(upstreams.ownerOf(ProjectName.parse("acme_core")).name()).isEqualTo("acme");
    assertThat(upstreams.ownerOf(ProjectName.parse("tools")).name()).isEqualTo("acme");
    assertThat(upstreams.ownerOf(ProjectName.parse("acme"))).isEqualTo(upstreams.defaultIndex());
    assertThat(upstreams.all()).hasSize(2);
  }

  @Test
  void refusesPatternsThatCouldGiveANameTwoOwners() {
    List<String> two = List.of("a=https://a.test/", "b=https://b.test/");
    assertThatThrownBy(() -> Upstreams.parse(DEFAULT, two, List.of("a=x-*", "b=*-y")))
        .isInstanceOf(UpstreamConfigurationException.class)
        .hasMessageContaining("x-*");
    assertThat(Upstreams.parse(DEFAULT, two, List.of("a=x-*", "b=y-*")).all()).hasSize(3);
  }

  @Test
  void refusesIndexesThatOwnNothingOrAreNotThere() {
    assertThatThrownBy(() -> Upstreams.parse(DEFAULT, ACME, List.of()))
        .hasMessageContaining("owns no names");
    assertThatThrownBy(() -> Upstreams.parse(DEFAULT, List.of(), List.of("acme=x")))
        .hasMessageContaining("no index called 'acme'");
    assertThatThrownBy(() -> Upstreams.parse(DEFAULT, List.of("acme"), List.of()))
        .isInstanceOf(UpstreamConfigurationException.class);
  }

  @Test
  void takesCredentialsOutOfTheUrl() {
    var parsed = IndexUrl.parse("HTTPS://me:p%40ss+@host.test:8443/simple");
    assertThat(parsed.url()).hasToString("https://host.test:8443/simple/");
    assertThat(parsed.credentials()).contains(new Credentials("me", "p@ss+"));
    assertThat(parsed).asString().doesNotContain("p@ss");
  }

  @Test
  void refusesWhatIsNoIndexUrlWithoutRepeatingCredentials() {
    for (String text :
        new String[] {
          "", "index.example/simple", "ftp://me:secret@h/", "https://me:secret@h/?q=1", "https:///x"
        }) {
      assertThatThrownBy(() -> IndexUrl.parse(text))
          .as(text)
          .isInstanceOf(UpstreamConfigurationException.class)
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void knowsWhereWarehouseKeepsItsLegacyJson() {
    ProjectName six = ProjectName.parse("six");
    assertThat(IndexUrl.parse("https://h.test/root/simple/").url().legacyJson(six))
        .contains(URI.create("https://h.test/root/pypi/six/json"));
    assertThat(IndexUrl.parse("https://h.test/live/").url().legacyJson(six)).isEmpty();
  }

  @Test
  void showsUrlsWithoutSecrets() {
    assertThat(DisplayUrl.of(URI.create("https://me:secret@h.test/a?sig=secret#x")))
        .hasToString("https://h.test/a?...");
  }

  @Test
  void takesHostsWithAnUnderscore() {
    var parsed = IndexUrl.parse("http://me:secret@my_index:8080/simple");

    assertThat(parsed.url()).hasToString("http://my_index:8080/simple/");
    assertThat(parsed.credentials()).contains(new Credentials("me", "secret"));
    assertThat(Origin.of(parsed.url().uri())).isEqualTo(new Origin("http", "my_index", 8080));
    for (String text : new String[] {"http://_/simple", "http://a_b:x/", "http://a_b@/simple/"}) {
      assertThatThrownBy(() -> IndexUrl.parse(text))
          .as(text)
          .isInstanceOf(UpstreamConfigurationException.class);
    }
  }

  @Test
  void takesOnlyAStatusThatCanMeanThatThereIsNoProject() {
    var upstreams = Upstreams.parse(DEFAULT, List.of(), List.of());

    assertThat(upstreams.missingOn("403").fingerprint()).isNotEqualTo(upstreams.fingerprint());
    assertThatThrownBy(() -> upstreams.missingOn("500"))
        .isInstanceOf(UpstreamConfigurationException.class);
  }

  @Test
  void asksTheDefaultIndexForTimesOfOwnedNamesAndPypiForOthers() {
    var references = Upstreams.parse(DEFAULT, ACME, List.of("acme=acme-*")).references();
    var pypi = Upstreams.parse("https://pypi.org/simple", ACME, List.of("acme=acme-*"));

    assertThat(references.ownerOf(ProjectName.parse("acme-core")).index()).hasToString(DEFAULT);
    assertThat(references.ownerOf(ProjectName.parse("six")).index()).isEqualTo(IndexUrl.PYPI);
    assertThat(pypi.references().ownerOf(ProjectName.parse("acme-core")))
        .isEqualTo(pypi.defaultIndex());
    assertThat(pypi.references().defaultIndex()).isEqualTo(pypi.defaultIndex());
  }
}
