package dev.pipsnapshot.proxy.cli;

import dev.pipsnapshot.cli.CommonOptions;
import dev.pipsnapshot.cli.ExitStatus;
import dev.pipsnapshot.cli.Logging;
import dev.pipsnapshot.proxy.LocalProxy;
import dev.pipsnapshot.proxy.ProxySettings;
import dev.pipsnapshot.proxy.http.ServerLimits;
import dev.pipsnapshot.proxy.http.ServerSettings;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.route.AccessToken;
import dev.pipsnapshot.proxy.service.ServingListener;
import dev.pipsnapshot.proxy.upstream.DisplayUrl;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves until it is told to stop. */
@Command(
    name = "snapshot-proxy",
    description =
        "Serve a package index as it was at an instant. The first line on standard output is the"
            + " index URL to hand to pip, uv, Poetry or Bazel.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  snapshot-proxy --date 2021-05-01",
      "  pip install --index-url http://127.0.0.1:8417/simple/ jupyterlab",
      "",
      "  snapshot-proxy            one server for all dates:",
      "  uv pip install --index-url http://127.0.0.1:8417/snapshot/2023-03-01/simple/ numpy"
    })
final class ProxyCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(ProxyCommand.class);

  @Spec private @Nullable CommandSpec command;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private ViewOptions viewOptions = new ViewOptions();
  @Mixin private IndexOptions indexOptions = new IndexOptions();
  @Mixin private CacheOptions cacheOptions = new CacheOptions();

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8417",
      description = "Where to listen; port 0 takes any free one. Default: ${DEFAULT-VALUE}.")
  private String listen = "127.0.0.1:8417";

  @Option(
      names = "--token",
      paramLabel = "random|VALUE",
      description =
          "Serve only below the path /VALUE/. Keeps out browsers and other hosts; it is no secret"
              + " from users of this machine.")
  private @Nullable String token;

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      description = "A Host header to accept besides those of loopback. Repeatable.")
  private List<String> allowedHosts = List.of();

  @Option(
      names = "--rehearse",
      hidden = true,
      description =
          "Serve a made-up page to nobody and exit: a run to make the start-up archive of.")
  private boolean rehearse;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Logging.apply(common.verbosity());
    Map<String, String> environment = System.getenv();
    Clock clock = Clock.systemUTC();
    Optional<SnapshotView> view = viewOptions.view(clock.instant());
    if (rehearse) {
      Rehearsal.run(view, clock);
      return ExitStatus.OK.code();
    }
    Upstreams upstreams = upstreams(environment);
    var settings =
        new ProxySettings(
            view,
            upstreams,
            cacheOptions.connectivity(),
            cacheOptions.layout(environment),
            serverSettings(),
            Optional.ofNullable(token).map(ProxyCommand::accessToken));
    LocalProxy proxy = LocalProxy.start(settings, environment, clock, new ServingListener() {});
    stopWhenAsked(proxy);
    announce(proxy, settings);
    new CountDownLatch(1).await();
    return ExitStatus.OK.code();
  }

  private Upstreams upstreams(Map<String, String> environment) {
    var pip = PipConfiguration.read(environment, Path.of(System.getProperty("user.home", ".")));
    Upstreams upstreams = indexOptions.upstreams(pip);
    if (!indexOptions.isIndexGiven() && pip.indexUrl().isPresent()) {
      log.info(
          "upstream={} taken-from=\"pip's configuration\"",
          DisplayUrl.of(upstreams.defaultIndex().index().uri()));
    }
    return upstreams;
  }

  private void announce(LocalProxy proxy, ProxySettings settings) {
    PrintWriter out = requireCommand().commandLine().getOut();
    out.println(proxy.indexUrl());
    out.flush();
    log.info(
        "serving cutoff={} upstream={} cache={}",
        settings.view().flatMap(SnapshotView::cutoff).map(Object::toString).orElse("(per URL)"),
        DisplayUrl.of(settings.upstreams().defaultIndex().index().uri()),
        settings.cache().root());
    if (!settings.server().address().getAddress().isLoopbackAddress()) {
      log.warn(
          "listening-beyond-loopback address={} advice=\"anyone who reaches it can use it; consider"
              + " --token\"",
          settings.server().address());
    }
  }

  /**
   * Drains on SIGTERM and on Ctrl-C, which both are ordinary ways to stop a server. Halts itself,
   * because a virtual machine that a signal ends reports the signal instead of success.
   */
  private static void stopWhenAsked(LocalProxy proxy) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  proxy.close();
                  Runtime.getRuntime().halt(ExitStatus.OK.code());
                },
                "drain"));
  }

  /** Who was told to listen at an address may be called by it. */
  private ServerSettings serverSettings() {
    InetSocketAddress address = address();
    Set<String> hosts = new HashSet<>(allowedHosts);
    InetAddress bound = address.getAddress();
    if (!bound.isLoopbackAddress() && !bound.isAnyLocalAddress()) {
      String literal = bound.getHostAddress();
      hosts.add(literal.contains(":") ? "[" + literal + "]" : literal);
    }
    return new ServerSettings(address, hosts, ServerLimits.DEFAULT);
  }

  private InetSocketAddress address() {
    int colon = listen.lastIndexOf(':');
    String host = colon < 0 ? "" : listen.substring(0, colon).replaceAll("^\\[|]$", "");
    try {
      int port = Integer.parseInt(listen.substring(colon + 1));
      var address = new InetSocketAddress(host, port);
      if (host.isEmpty() || address.isUnresolved()) {
        throw usage("--listen " + listen + ": the host is unknown; write HOST:PORT");
      }
      return address;
    } catch (IllegalArgumentException e) {
      throw usage("--listen " + listen + ": write HOST:PORT, such as 127.0.0.1:8417");
    }
  }

  private static AccessToken accessToken(String text) {
    return text.equals("random") ? AccessToken.random(new SecureRandom()) : AccessToken.parse(text);
  }

  private ParameterException usage(String message) {
    return new ParameterException(requireCommand().commandLine(), message);
  }

  private CommandSpec requireCommand() {
    if (command == null) {
      throw new IllegalStateException("the command is used before it is parsed");
    }
    return command;
  }
}
