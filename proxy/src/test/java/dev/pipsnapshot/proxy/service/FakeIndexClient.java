package dev.pipsnapshot.proxy.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.upstream.FetchedPage;
import dev.pipsnapshot.proxy.upstream.IndexClient;
import dev.pipsnapshot.proxy.upstream.LargeBodies;
import dev.pipsnapshot.proxy.upstream.PageAnswer;
import dev.pipsnapshot.proxy.upstream.UpstreamStream;
import dev.pipsnapshot.proxy.upstream.Validators;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An index in memory that remembers what it was asked. */
public final class FakeIndexClient implements IndexClient {
  public static final String JSON = "application/vnd.pypi.simple.v1+json";

  public final List<String> asked = new ArrayList<>();
  public final Map<String, String> pages = new HashMap<>();
  public final Map<String, String> legacy = new HashMap<>();
  public Optional<String> entityTag = Optional.empty();
  public Optional<Exception> failure = Optional.empty();
  public Optional<CompletableFuture<PageAnswer>> held = Optional.empty();
  public Optional<CompletableFuture<Optional<FetchedPage>>> heldLegacy = Optional.empty();

  private final Clock clock;

  public FakeIndexClient(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized CompletableFuture<PageAnswer> page(
      ProjectName project, Optional<Validators> validators, LargeBodies large) {
    asked.add("page " + project + validators.flatMap(Validators::entityTag).orElse(""));
    if (held.isPresent()) {
      return held.get();
    }
    if (failure.isPresent()) {
      return CompletableFuture.failedFuture(failure.get());
    }
    if (entityTag.isPresent() && validators.flatMap(Validators::entityTag).equals(entityTag)) {
      return CompletableFuture.completedFuture(new PageAnswer.NotModified(clock.instant()));
    }
    String page = pages.get(project.normalised());
    return CompletableFuture.completedFuture(
        page == null
            ? new PageAnswer.NoSuchProject(clock.instant())
            : new PageAnswer.Fetched(fetched(project, page)));
  }

  public FetchedPage fetched(ProjectName project, String page) {
    return new FetchedPage(
        URI.create("https://index.example/simple/" + project + "/"),
        page.startsWith("{") ? JSON : "text/html",
        page.getBytes(UTF_8),
        clock.instant(),
        new Validators(entityTag, Optional.empty()));
  }

  @Override
  public synchronized CompletableFuture<Optional<FetchedPage>> legacyJson(
      ProjectName project, LargeBodies large) {
    asked.add("legacy " + project);
    if (heldLegacy.isPresent()) {
      return heldLegacy.get();
    }
    return CompletableFuture.completedFuture(
        Optional.ofNullable(legacy.get(project.normalised())).map(page -> fetched(project, page)));
  }

  @Override
  public CompletableFuture<UpstreamStream> projectList(PageFormat format) {
    asked.add("list");
    return CompletableFuture.completedFuture(
        new UpstreamStream(
            "text/html",
            new ByteArrayInputStream("<a href=\"/simple/six/\">six</a>".getBytes(UTF_8))));
  }
}
