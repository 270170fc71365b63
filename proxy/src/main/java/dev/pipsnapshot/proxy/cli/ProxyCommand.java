package dev.pipsnapshot.proxy.cli;

import dev.pipsnapshot.cli.CommonOptions;
import dev.pipsnapshot.cli.ExitStatus;
import dev.pipsnapshot.cli.Logging;
import dev.pipsnapshot.cli.OptionGroup;
import dev.pipsnapshot.proxy.ProxySettings;
import dev.pipsnapshot.proxy.http.ServerSettings;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.route.AccessToken;
import dev.pipsnapshot.proxy.service.LinkTarget;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves until it is told to stop. */
@Command(
    name = "snapshot-proxy",
    header = "serve a package index as it was at an instant",
    description =
        "Serve a package index as it was at an instant. The first line on standard output is the"
            + " index URL to hand to pip, uv, Poetry or Bazel; without --date it has DATE where the"
            + " date goes.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  snapshot-proxy --date 2021-05-01",
      "  pip install --index-url http://127.0.0.1:8417/simple/ jupyterlab",
      "",
      "  snapshot-proxy            one server for all dates:",
      "  uv pip install --index-url http://127.0.0.1:8417/snapshot/2023-03-01/simple/ numpy"
    })
final class ProxyCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec command;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private ViewOptions viewOptions = new ViewOptions();
  @Mixin private IndexOptions indexOptions = new IndexOptions();
  @Mixin private CacheOptions cacheOptions = new CacheOptions();

  @OptionGroup.In(OptionGroup.SERVER)
  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = ListenAddress.DEFAULT,
      description = "Where to listen; port 0 takes any free one. Default: ${DEFAULT-VALUE}.")
  private String listen = ListenAddress.DEFAULT;

  @OptionGroup.In(OptionGroup.SERVER)
  @Option(
      names = "--token",
      paramLabel = "random|VALUE",
      description =
          "Serve only below the path /VALUE/. Keeps out browsers and other hosts; it is no secret"
              + " from users of this machine.")
  private @Nullable String token;

  @OptionGroup.In(OptionGroup.SERVER)
  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      description =
          "A Host header to accept besides those of loopback. Repeatable; the first one stands in"
              + " the printed URL of a proxy that listens beyond loopback.")
  private List<String> allowedHosts = List.of();

  @OptionGroup.In(OptionGroup.SERVER)
  @Option(
      names = "--links",
      paramLabel = "proxy|upstream",
      defaultValue = "proxy",
      description =
          "Where the links to files lead: through this proxy and its cache, or where the index"
              + " itself says, so that a lock made from its pages holds without it. Default:"
              + " proxy.")
  private LinkTarget links = LinkTarget.PROXY;

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
    Logging.tellTimes(clock);
    SnapshotView view = viewOptions.served(clock.instant());
    if (rehearse) {
      TrainingRun.run(clock);
      return ExitStatus.OK.code();
    }
    Upstreams upstreams = upstreams(environment);
    var settings =
        new ProxySettings(
            Optional.of(view),
            links,
            upstreams,
            cacheOptions.connectivity(),
            indexOptions.timeouts(),
            cacheOptions.layout(environment),
            serverSettings(),
            Optional.ofNullable(token).map(this::accessToken));
    return ProxyRun.serve(settings, environment, clock, requireCommand().commandLine().getOut());
  }

  private Upstreams upstreams(Map<String, String> environment) {
    var pip = PipConfiguration.read(environment, HomeDirectory.of(environment));
    Upstreams upstreams = indexOptions.upstreams(pip);
    if (!indexOptions.isIndexGiven() && pip.indexUrl().isPresent()) {
      ProxyRun.announceIndexOfPip(upstreams);
    }
    return upstreams;
  }

  private ServerSettings serverSettings() {
    ListenAddress address;
    try {
      address = ListenAddress.parse(listen);
    } catch (IllegalArgumentException e) {
      throw usage("--listen " + listen + ": " + e.getMessage());
    }
    try {
      return address.settings(allowedHosts);
    } catch (IllegalArgumentException e) {
      throw usage("--allow-host: " + e.getMessage());
    }
  }

  private AccessToken accessToken(String text) {
    try {
      return text.equals("random")
          ? AccessToken.random(new SecureRandom())
          : AccessToken.parse(text);
    } catch (IllegalArgumentException e) {
      throw usage("--token: " + e.getMessage());
    }
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
