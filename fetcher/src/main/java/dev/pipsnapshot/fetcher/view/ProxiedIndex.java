package dev.pipsnapshot.fetcher.view;

import dev.pipsnapshot.diagnostics.Diagnosed;
import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.fetcher.failure.IndexFailed;
import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.LocalProxy;
import dev.pipsnapshot.proxy.ProxySettings;
import dev.pipsnapshot.proxy.cache.CachedBody.ServedFrom;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.Exclusion;
import dev.pipsnapshot.proxy.index.InstallTarget;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.ViewedProject;
import dev.pipsnapshot.proxy.service.ServedFile;
import dev.pipsnapshot.proxy.service.ServedPage;
import dev.pipsnapshot.proxy.service.ServingListener;
import dev.pipsnapshot.proxy.service.gateway.ReadAhead;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The snapshot that a proxy inside this process serves. */
public final class ProxiedIndex implements SnapshotIndex {
  private static final Logger LOG = LoggerFactory.getLogger(ProxiedIndex.class);

  private final LocalProxy proxy;
  private final Ledger ledger;

  private ProxiedIndex(LocalProxy proxy, Ledger ledger) {
    this.proxy = proxy;
    this.ledger = ledger;
  }

  /**
   * Starts to serve.
   *
   * @param firstServed sees each file once, from any thread
   * @throws IOException if no address could be bound
   */
  public static ProxiedIndex start(
      ProxySettings settings,
      Map<String, String> environment,
      Clock clock,
      Consumer<ServedFile> firstServed)
      throws IOException {
    var ledger = new Ledger(firstServed);
    return new ProxiedIndex(LocalProxy.start(settings, environment, clock, ledger), ledger);
  }

  @Override
  public URI indexUrl() {
    return proxy.indexUrl();
  }

  @Override
  public URI indexUrl(InstallTarget target) {
    return proxy.indexUrl(target);
  }

  @Override
  public URI indexUrl(Cutoff cutoff) {
    return proxy.indexUrl(cutoff);
  }

  @Override
  public URI liveIndexUrl() {
    return proxy.liveIndexUrl();
  }

  @Override
  public ReadAhead readAhead() {
    return proxy.readAhead();
  }

  @Override
  public void downloading(ProjectFile file) {
    ledger.ahead.put(file.filename(), file);
  }

  @Override
  public Optional<ServedFile> file(String filename) {
    return Optional.ofNullable(ledger.files.get(filename));
  }

  @Override
  public Optional<ViewedProject> viewed(ProjectName project) {
    return viewing(project).join();
  }

  @Override
  public CompletableFuture<Optional<ViewedProject>> viewing(ProjectName project) {
    return proxy.viewed(project);
  }

  @Override
  public List<Exclusion> hidden(ProjectName project) {
    try {
      return viewed(project)
          .filter(ViewedProject.Shown.class::isInstance)
          .map(viewed -> ((ViewedProject.Shown) viewed).exclusions())
          .orElse(List.of());
    } catch (CompletionException e) {
      LOG.debug("hidden files unknown project={}", project, e);
      return List.of();
    }
  }

  @Override
  public List<ProjectFile> shown(ProjectName project) {
    try {
      return proxy
          .viewed(project)
          .join()
          .filter(ViewedProject.Shown.class::isInstance)
          .map(viewed -> ((ViewedProject.Shown) viewed).detail().files())
          .orElse(List.of());
    } catch (CompletionException e) {
      throw e.getCause() instanceof Diagnosed told ? IndexFailed.of(List.of(told.diagnostic())) : e;
    }
  }

  @Override
  public Sha256 digest(ProjectName project, ProjectFile file) {
    try {
      return file.sha256().orElseGet(() -> proxy.digest(project, file).join());
    } catch (CompletionException e) {
      throw e.getCause() instanceof Diagnosed told ? IndexFailed.of(List.of(told.diagnostic())) : e;
    }
  }

  @Override
  public List<Diagnostic> pageTroubles() {
    return List.copyOf(ledger.pageTroubles.values());
  }

  @Override
  public List<Diagnostic> fileTroubles() {
    return List.copyOf(ledger.fileTroubles.values());
  }

  @Override
  public Optional<Diagnostic> trouble(ProjectName project) {
    try {
      proxy.viewed(project).join();
      return Optional.empty();
    } catch (CompletionException e) {
      return e.getCause() instanceof Diagnosed diagnosed
          ? Optional.of(diagnosed.diagnostic())
          : Optional.empty();
    }
  }

  @Override
  public Traffic traffic() {
    long downloaded = 0;
    long cached = 0;
    for (ServedFile file : ledger.files.values()) {
      if (file.servedFrom() == ServedFrom.NETWORK) {
        downloaded += file.size();
      } else {
        cached += file.size();
      }
    }
    for (ProjectFile file : ledger.ahead.values()) {
      downloaded += ledger.files.containsKey(file.filename()) ? 0 : file.size().orElse(0);
    }
    return new Traffic(downloaded, cached);
  }

  @Override
  public void close() {
    proxy.close();
  }

  /** What the proxy told, from its threads. */
  private static final class Ledger implements ServingListener {
    private final Map<String, ServedFile> files = new ConcurrentHashMap<>();
    private final Map<String, ProjectFile> ahead = new ConcurrentHashMap<>();
    private final Map<ProjectName, Diagnostic> pageTroubles = new ConcurrentSkipListMap<>();
    private final Map<String, Diagnostic> fileTroubles = new ConcurrentSkipListMap<>();
    private final Consumer<ServedFile> firstServed;

    private Ledger(Consumer<ServedFile> firstServed) {
      this.firstServed = firstServed;
    }

    @Override
    public void served(ServedPage page) {
      pageTroubles.remove(page.project());
    }

    @Override
    public void served(ServedFile file) {
      fileTroubles.remove(file.filename());
      // Into the cache it came over the network, a moment ago and for this fetch.
      ServedFile known = ahead.containsKey(file.filename()) ? file.from(ServedFrom.NETWORK) : file;
      if (files.putIfAbsent(file.filename(), known) == null) {
        firstServed.accept(known);
      }
    }

    @Override
    public void failed(ProjectName project, Diagnostic diagnostic) {
      pageTroubles.put(project, diagnostic);
    }

    @Override
    public void failed(String filename, Diagnostic diagnostic) {
      fileTroubles.put(filename, diagnostic);
    }
  }
}
