package dev.pipsnapshot.integration.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.RealPip;
import dev.pipsnapshot.integration.support.RequiredTool;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first line of the proxy, given to pip as it is. */
class PrintedUrlIT {
  private final FixtureIndex index =
      FixtureIndex.start()
          .publish("2019-01-01T00:00:00Z", WheelFile.of("demo", "1.0"))
          .publish("2021-01-01T00:00:00Z", WheelFile.of("demo", "2.0"));

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    index.close();
  }

  @Test
  void worksWithAnIpv6Address() throws Exception {
    if (!Files.readString(Path.of("/proc/net/if_inet6")).contains("0".repeat(31) + "1")) {
      throw RequiredTool.missing("there is no IPv6 loopback here");
    }
    try (var proxy =
        ProxyProcess.listening("[::1]:0", index.url(), folder.resolve("cache"))
            .date("2020-01-01")
            .start()) {
      assertThat(proxy.printed()).startsWith("http://[::1]:").endsWith("/simple/");
      download(proxy.printed());
    }
  }

  @Test
  void worksWithADateForDate() throws Exception {
    try (var proxy = proxy().with("--token", "secret-path").start()) {
      assertThat(proxy.printed())
          .matches("http://127\\.0\\.0\\.1:[0-9]+/secret-path/snapshot/DATE/simple/");
      download(proxy.printed().replace("DATE", "2020-01-01"));
      assertThat(proxy.log()).contains("put a date for DATE", "/snapshot/2021-05-01/simple/");
    }
  }

  @Test
  void isNoneWhereAHostIsNone() {
    var outcome = proxy().with("--allow-host", "http://b.example/").run();

    assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(2);
    assertThat(outcome.stderr()).contains("--allow-host: 'http://b.example/' is no host");
  }

  @Test
  void isNoneWhereNobodyMayListen() throws Exception {
    // The kernel gives it to one read alone, and readString needs two.
    String lowest =
        Files.readAllLines(Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start")).get(0);
    int forbidden = Integer.parseInt(lowest) - 1;
    if (forbidden < 1) {
      throw RequiredTool.leftOut("this machine lets everybody listen at every port");
    }
    String address = "127.0.0.1:" + forbidden;

    var outcome =
        ProxyProcess.listening(address, index.url(), folder.resolve("cache"))
            .date("2020-01-01")
            .under(RequiredTool.onPath("setpriv"), "--bounding-set=-all", "--inh-caps=-all", "--")
            .run();

    assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(6);
    assertThat(outcome.stderr())
        .contains("cannot listen on " + address, "Permission denied", "choose another address")
        .doesNotContain("bug");
  }

  private ProxyProcess.Starter proxy() {
    return ProxyProcess.before(index.url(), folder.resolve("cache"));
  }

  private void download(String indexUrl) {
    Path dest = folder.resolve("dest");
    RealPip.of(RealPip.NEW).download(URI.create(indexUrl), dest, "demo").run().assertSucceeded();
    assertThat(dest.toFile().list()).containsExactly("demo-1.0-py3-none-any.whl");
  }
}
