package dev.pipsnapshot.proxy.service.gateway;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cache.ArtifactStore;
import dev.pipsnapshot.proxy.cache.PageStore;
import dev.pipsnapshot.proxy.cache.store.MetadataStore;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.index.ViewedProject;
import dev.pipsnapshot.proxy.route.Route;
import dev.pipsnapshot.proxy.route.ViewSelector;
import dev.pipsnapshot.proxy.service.Connectivity;
import dev.pipsnapshot.proxy.service.FailureReplies;
import dev.pipsnapshot.proxy.service.Gateway;
import dev.pipsnapshot.proxy.service.LinkTarget;
import dev.pipsnapshot.proxy.service.PageCoding;
import dev.pipsnapshot.proxy.service.Reply;
import dev.pipsnapshot.proxy.service.Request;
import dev.pipsnapshot.proxy.service.ServingListener;
import dev.pipsnapshot.proxy.service.WaitLimit;
import dev.pipsnapshot.proxy.service.Work;
import dev.pipsnapshot.proxy.service.files.ArtifactService;
import dev.pipsnapshot.proxy.service.files.MetadataService;
import dev.pipsnapshot.proxy.service.files.WheelMetadataSource;
import dev.pipsnapshot.proxy.service.pages.AwaitedPages;
import dev.pipsnapshot.proxy.service.pages.ExplanationService;
import dev.pipsnapshot.proxy.service.pages.LargePages;
import dev.pipsnapshot.proxy.service.pages.ListedFile;
import dev.pipsnapshot.proxy.service.pages.ListedFiles;
import dev.pipsnapshot.proxy.service.pages.MatchedTimes;
import dev.pipsnapshot.proxy.service.pages.PageService;
import dev.pipsnapshot.proxy.service.pages.ProjectListService;
import dev.pipsnapshot.proxy.service.pages.ProjectPages;
import dev.pipsnapshot.proxy.service.pages.ServedViews;
import dev.pipsnapshot.proxy.service.pages.WithdrawnMetadata;
import dev.pipsnapshot.proxy.upstream.ArtifactClients;
import dev.pipsnapshot.proxy.upstream.IndexClient;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Sends each route to the service that answers it. */
public final class SnapshotGateway implements Gateway {
  /**
   * The upstream side.
   *
   * @param references asks {@link Upstreams#references}, for times only
   * @param patience how long a client waits for a project's page before it is told that upstream is
   *     slow
   */
  public record Sources(
      Upstreams upstreams,
      IndexClient index,
      IndexClient references,
      ArtifactClients artifacts,
      Connectivity connectivity,
      Duration patience) {}

  /** The cache. */
  public record Stores(ArtifactStore artifacts, PageStore pages, MetadataStore metadata) {}

  /**
   * Who does the work.
   *
   * @param workers for work on files, pages and archives
   * @param downloads for what waits for file hosts
   */
  public record Threads(Executor workers, Executor downloads) {}

  private final PageService pages;
  private final ExplanationService explanations;
  private final ArtifactService artifacts;
  private final MetadataService metadata;
  private final ProjectListService projects;
  private final Supplier<String> metrics;
  private final ServingListener listener;
  private final Executor workers;

  /**
   * Wires the services.
   *
   * @param view that of {@code /simple/}, whose policies hold for dated URLs too; without one, or
   *     without a cutoff in it, only dated URLs give pages
   * @param links where the links to files lead
   * @param threads may reject what is too much, which clients see as an overload
   * @param metrics what {@code /metrics} answers, in Prometheus' text format
   */
  public SnapshotGateway(
      Optional<SnapshotView> view,
      LinkTarget links,
      Sources sources,
      Stores stores,
      ServingListener listener,
      Supplier<String> metrics,
      Threads threads,
      Clock clock) {
    Executor workers = threads.workers();
    var large = new LargePages(sources.patience().multipliedBy(2));
    var projectPages =
        new ProjectPages(
            sources.index(),
            sources.upstreams(),
            stores.pages(),
            large,
            sources.connectivity(),
            workers,
            clock);
    var patience = new WaitLimit(sources.patience());
    var listedFiles = new ListedFiles(projectPages, sources.upstreams(), patience, clock);
    var matchedTimes =
        new MatchedTimes(
            sources.upstreams(),
            new ProjectPages(
                sources.references(),
                sources.upstreams().references(),
                stores.pages(),
                large,
                sources.connectivity(),
                workers,
                clock),
            workers);
    var withdrawn = new WithdrawnMetadata(stores.metadata(), sources.upstreams());
    var views = new ServedViews(view);
    var awaited =
        new AwaitedPages(projectPages, matchedTimes, patience, large, sources.upstreams(), workers);
    this.pages =
        new PageService(
            views, links, awaited, listedFiles, withdrawn, sources.upstreams(), listener, clock);
    this.explanations = new ExplanationService(views, awaited, matchedTimes, sources.upstreams());
    this.artifacts =
        new ArtifactService(
            listedFiles, stores.artifacts(), sources.artifacts(), sources.connectivity(), listener);
    this.metadata =
        new MetadataService(
            listedFiles,
            new WheelMetadataSource(
                artifacts,
                sources.artifacts(),
                sources.connectivity(),
                workers,
                threads.downloads()),
            stores.metadata(),
            withdrawn::key,
            sources.artifacts(),
            sources.connectivity(),
            pages::withdrawMetadata,
            workers);
    this.projects = new ProjectListService(sources.index(), sources.connectivity(), workers);
    this.metrics = metrics;
    this.listener = listener;
    this.workers = workers;
  }

  @Override
  public CompletableFuture<Reply> answer(Request request) {
    try {
      return dispatch(request)
          .exceptionally(FailureReplies::reply)
          .thenApply(reply -> told(request.route(), reply));
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(FailureReplies.reply(e));
    }
  }

  @Override
  public Optional<String> view(Route.Resource resource) {
    if (resource instanceof Route.ProjectPage page) {
      return Optional.of(pages.mark(page.view(), Optional.of(page.project())));
    }
    return resource instanceof Route.ProjectList list
        ? Optional.of(pages.mark(list.view(), Optional.empty()))
        : Optional.empty();
  }

  /** What the configured view shows and hides of a project; empty if there is no such project. */
  public CompletableFuture<Optional<ViewedProject>> viewed(ProjectName project) {
    return explanations.viewed(project);
  }

  /** The digest of the bytes of a file that a page lists, which may have to be downloaded. */
  public CompletableFuture<Sha256> digest(ProjectName project, ProjectFile file) {
    return artifacts.digest(new ListedFile(project, file));
  }

  /** For whoever knows what the next requests will be. */
  public ReadAhead readAhead() {
    return new ReadAhead(pages, artifacts, metadata);
  }

  private Reply told(Route.Resource route, Reply reply) {
    if (reply instanceof Reply.Missing missing && route instanceof Route.ProjectPage page) {
      listener.missing(page.project(), missing.diagnostic());
    } else if (reply instanceof Reply.Failed failed) {
      if (route instanceof Route.ProjectPage page) {
        listener.failed(page.project(), failed.diagnostic());
      } else if (route instanceof Route.Artifact artifact) {
        listener.failed(artifact.filename(), failed.diagnostic());
      } else if (route instanceof Route.ArtifactMetadata wheel) {
        listener.failed(wheel.filename(), failed.diagnostic());
      }
    }
    return reply;
  }

  private CompletableFuture<Reply> dispatch(Request request) {
    Route.Resource route = request.route();
    if (route instanceof Route.ProjectPage page) {
      return pages.page(
          page.view(),
          page.project(),
          request.format(),
          request.acceptsGzip() && crossesANetwork(page.view())
              ? PageCoding.GZIP
              : PageCoding.IDENTITY);
    }
    if (route instanceof Route.Artifact artifact) {
      return artifacts.file(artifact.key(), artifact.filename(), request.range());
    }
    if (route instanceof Route.ArtifactMetadata wheel) {
      return metadata.metadata(wheel.key(), wheel.filename());
    }
    if (route instanceof Route.ProjectList list) {
      Optional<Reply> refusal = pages.refusal(list.view());
      return refusal.isPresent()
          ? CompletableFuture.completedFuture(refusal.get())
          : projects.list(request.format());
    }
    if (route instanceof Route.Explain explain) {
      return explanations.explanation(explain.project(), explain.cutoff());
    }
    if (route instanceof Route.Metrics) {
      return Work.on(
          workers, () -> text(metrics.get(), "text/plain; version=0.0.4; charset=utf-8"));
    }
    if (route instanceof Route.Health) {
      return CompletableFuture.completedFuture(text("ok\n", "text/plain; charset=utf-8"));
    }
    throw new IllegalStateException("no service answers " + route);
  }

  /** Whoever says what it runs on is a pip beside us, which unpacking costs more than receiving. */
  private static boolean crossesANetwork(ViewSelector view) {
    return !(view instanceof ViewSelector.For);
  }

  private static Reply text(String text, String contentType) {
    return new Reply.Document(
        ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer(),
        contentType,
        Optional.empty(),
        Optional.empty());
  }
}
