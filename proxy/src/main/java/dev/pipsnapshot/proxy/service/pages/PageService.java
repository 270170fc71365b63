package dev.pipsnapshot.proxy.service.pages;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.InstallTarget;
import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectDetail;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.index.ViewedProject;
import dev.pipsnapshot.proxy.route.ViewSelector;
import dev.pipsnapshot.proxy.service.Gateway;
import dev.pipsnapshot.proxy.service.LinkTarget;
import dev.pipsnapshot.proxy.service.Mount;
import dev.pipsnapshot.proxy.service.PageCoding;
import dev.pipsnapshot.proxy.service.Reply;
import dev.pipsnapshot.proxy.service.ServedPage;
import dev.pipsnapshot.proxy.service.ServingListener;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Project pages as a view shows them. Never blocks; safe for use by many threads. */
public final class PageService {
  private final ServedViews views;
  private final AwaitedPages pages;
  private final ListedFiles listedFiles;
  private final Upstreams upstreams;
  private final ServingListener listener;
  private final Clock clock;
  private final PageRenderer renderer;
  private final RenderedPages ready = new RenderedPages();
  private final WithdrawnMetadata withdrawn;

  public PageService(
      ServedViews views,
      LinkTarget links,
      AwaitedPages pages,
      ListedFiles listedFiles,
      WithdrawnMetadata withdrawn,
      Upstreams upstreams,
      ServingListener listener,
      Clock clock) {
    this.views = views;
    this.renderer = new PageRenderer(links);
    this.pages = pages;
    this.listedFiles = listedFiles;
    this.withdrawn = withdrawn;
    this.upstreams = upstreams;
    this.listener = listener;
    this.clock = clock;
  }

  public CompletableFuture<Reply> page(
      ViewSelector selector, ProjectName project, PageFormat format, PageCoding coding) {
    Optional<SnapshotView> view = views.of(selector);
    if (view.isEmpty()) {
      return CompletableFuture.completedFuture(new Reply.Missing(noViewConfigured()));
    }
    PageVariant variant = variant(selector, view.get(), project, format, coding);
    Optional<RenderedPage> known = ready.get(variant);
    if (known.isPresent() && known.get().isFresh(clock.instant())) {
      return CompletableFuture.completedFuture(told(Outcome.of(known.get(), variant)));
    }
    return outcome(variant).thenApply(this::told);
  }

  /** Why there is nothing at all in a view; empty where there may be something. */
  public Optional<Reply> refusal(ViewSelector selector) {
    return views.of(selector).isPresent()
        ? Optional.empty()
        : Optional.of(new Reply.Missing(noViewConfigured()));
  }

  /** What answers tell of the view that they are in. */
  public String mark(ViewSelector selector, Optional<ProjectName> project) {
    if (selector instanceof ViewSelector.Live) {
      return Gateway.NO_CUTOFF;
    }
    return views
        .of(selector)
        .flatMap(view -> project.map(name -> view.of(name).cutoff()).orElse(view.cutoff()))
        .map(Cutoff::toString)
        .orElse(Gateway.NO_VIEW);
  }

  /** Makes a page ready for the client that will ask for it uncompressed; tells no listener. */
  public CompletableFuture<Void> prepare(
      ViewSelector selector, ProjectName project, PageFormat format) {
    Optional<SnapshotView> view = views.of(selector);
    return view.isEmpty()
        ? CompletableFuture.completedFuture(null)
        : outcome(variant(selector, view.get(), project, format, PageCoding.IDENTITY))
            .thenAccept(ready -> {});
  }

  /** Advertises the core metadata of {@code listed} no more: what its page says of it is not so. */
  public void withdrawMetadata(ListedFile listed) {
    withdrawn.add(listed);
    ready.forget(listed.project());
  }

  private static PageVariant variant(
      ViewSelector selector,
      SnapshotView view,
      ProjectName project,
      PageFormat format,
      PageCoding coding) {
    return new PageVariant(
        project, Mount.of(selector), view.of(project), target(selector), format, coding);
  }

  private static Optional<InstallTarget> target(ViewSelector selector) {
    return selector instanceof ViewSelector.For one ? Optional.of(one.target()) : Optional.empty();
  }

  private static ProjectDetail useful(ProjectDetail detail, Optional<InstallTarget> target) {
    return target.isEmpty()
        ? detail
        : detail.with(
            detail.files().stream()
                .filter(file -> !target.get().rulesOut(file.filename()))
                .toList(),
            detail.versions());
  }

  private CompletableFuture<Outcome> outcome(PageVariant variant) {
    return pages.made(variant.project(), variant.view(), answer -> outcome(variant, answer));
  }

  private Outcome outcome(PageVariant variant, ProjectAnswer answer) {
    if (!(answer instanceof ProjectAnswer.Found found)) {
      return Outcome.of(
          new Reply.Missing(PageRefusals.noSuchProject(variant.project(), upstreams)));
    }
    DatedPage source = found.page();
    final long forgotten = ready.forgotten();
    Optional<RenderedPage> known =
        ready.get(variant).filter(page -> page.version().equals(source.version()));
    if (known.isPresent()) {
      RenderedPage confirmed = known.get().fetchedAt(source.fetchedAt());
      ready.put(variant, confirmed, forgotten);
      return Outcome.of(confirmed, variant);
    }
    ViewedProject viewed = variant.view().apply(source.detail());
    if (viewed instanceof ViewedProject.Refused refused) {
      return Outcome.of(
          new Reply.Failed(
              Reply.Cause.BAD_UPSTREAM,
              PageRefusals.missingTimes(
                  variant.project(),
                  upstreams.ownerOf(variant.project()).index(),
                  refused.undated())));
    }
    var shown = (ViewedProject.Shown) viewed;
    if (shown.detail().files().isEmpty() && !shown.exclusions().isEmpty()) {
      return Outcome.of(new Reply.Missing(PageRefusals.nothingBefore(variant, source.detail())));
    }
    listedFiles.listed(variant.project(), shown.detail().files());
    var page =
        new RenderedPage(
            renderer.render(
                withdrawn.without(variant.project(), useful(shown.detail(), variant.target())),
                variant),
            new ServedPage(
                variant.project(), shown.detail().files().size(), shown.exclusions().size()),
            source.version(),
            source.fetchedAt());
    ready.put(variant, page, forgotten);
    return Outcome.of(page, variant);
  }

  private Reply told(Outcome outcome) {
    outcome.counts().ifPresent(listener::served);
    return outcome.reply();
  }

  private static Diagnostic noViewConfigured() {
    return Diagnostic.of(
            Category.USAGE,
            ServingListener.NO_DATE,
            "this proxy was started without --date, so /simple/ is empty")
        .withHint(
            "start it with --date, or put the date into the URL: /snapshot/2021-05-01/simple/");
  }

  /**
   * An answer about a page.
   *
   * @param counts what is on it, if it is one
   */
  private record Outcome(Reply reply, Optional<ServedPage> counts) {
    /** Another pip-snapshot must not take an old page for one that it has just got. */
    static Outcome of(RenderedPage page, PageVariant variant) {
      return new Outcome(
          variant.mount() == Mount.LIVE
              ? page.document().fetchedAt(page.fetchedAt())
              : page.document(),
          Optional.of(page.counts()));
    }

    static Outcome of(Reply reply) {
      return new Outcome(reply, Optional.empty());
    }
  }
}
