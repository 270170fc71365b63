package dev.pipsnapshot.proxy.service.pages;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.ProjectView;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.index.ViewedProject;
import dev.pipsnapshot.proxy.index.codec.ExplainEncoder;
import dev.pipsnapshot.proxy.service.Reply;
import dev.pipsnapshot.proxy.service.ServingListener;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Why a view shows or hides each file of a project. Never blocks; safe for many threads. */
public final class ExplanationService {
  private final ServedViews views;
  private final AwaitedPages pages;
  private final MatchedTimes matchedTimes;
  private final Upstreams upstreams;

  public ExplanationService(
      ServedViews views, AwaitedPages pages, MatchedTimes matchedTimes, Upstreams upstreams) {
    this.views = views;
    this.pages = pages;
    this.matchedTimes = matchedTimes;
    this.upstreams = upstreams;
  }

  /** As JSON; of the view at {@code cutoff}, or else of the configured one. */
  public CompletableFuture<Reply> explanation(ProjectName project, Optional<Cutoff> cutoff) {
    Optional<SnapshotView> view = cutoff.map(views::at).or(views::dated);
    if (view.isEmpty()) {
      return CompletableFuture.completedFuture(new Reply.Missing(noCutoffToExplain(project)));
    }
    ProjectView projectView = view.get().of(project);
    return pages.made(project, projectView, answer -> explanation(project, answer, projectView));
  }

  /** What the configured view shows and hides of a project; empty if there is no such project. */
  public CompletableFuture<Optional<ViewedProject>> viewed(ProjectName project) {
    ProjectView view = views.configured().orElse(SnapshotView.LIVE).of(project);
    return pages.made(
        project,
        view,
        answer ->
            answer instanceof ProjectAnswer.Found found
                ? Optional.of(view.apply(found.page().detail()))
                : Optional.empty());
  }

  private Reply explanation(ProjectName project, ProjectAnswer answer, ProjectView view) {
    return answer instanceof ProjectAnswer.Found found
        ? new Reply.Document(
            ByteBuffer.wrap(
                    new ExplainEncoder()
                        .encode(
                            found.page().detail(),
                            view,
                            found.page().matched(),
                            matchedTimes.reference(project).toString()))
                .asReadOnlyBuffer(),
            "application/json",
            Optional.empty(),
            Optional.empty())
        : new Reply.Missing(PageRefusals.noSuchProject(project, upstreams));
  }

  private static Diagnostic noCutoffToExplain(ProjectName project) {
    return Diagnostic.of(
            Category.USAGE,
            ServingListener.NO_DATE,
            "this proxy was started without --date, and none was given")
        .withHint("ask for /explain/" + project + "?date=2021-05-01");
  }
}
