package dev.pipsnapshot.proxy.service.pages;

import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.codec.HtmlProjectList;
import dev.pipsnapshot.proxy.service.Connectivity;
import dev.pipsnapshot.proxy.service.Reply;
import dev.pipsnapshot.proxy.service.ServiceException;
import dev.pipsnapshot.proxy.upstream.IndexClient;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The list of all projects as upstream has it now, because it has no times to filter by. Its links
 * lead to pages of the view that it is asked for in: JSON has none, and HTML gets new ones.
 */
public final class ProjectListService {
  private static final String NOTE = "the project list is not filtered by date";

  private final IndexClient index;
  private final Connectivity connectivity;
  private final Executor workers;

  public ProjectListService(IndexClient index, Connectivity connectivity, Executor workers) {
    this.index = index;
    this.connectivity = connectivity;
    this.workers = workers;
  }

  public CompletableFuture<Reply> list(PageFormat format) {
    if (connectivity == Connectivity.OFFLINE) {
      return CompletableFuture.failedFuture(ServiceException.Offline.projectList());
    }
    return index
        .projectList(format)
        .thenApply(
            list ->
                passedThrough(
                    list.body(),
                    list.contentType().isEmpty() ? format.contentType() : list.contentType()));
  }

  private Reply passedThrough(InputStream list, String contentType) {
    String type = contentType.toLowerCase(Locale.ROOT);
    if (type.contains("json")) {
      return reply(list, contentType);
    }
    PageFormat made =
        type.startsWith(PageFormat.HTML_V1.contentType()) ? PageFormat.HTML_V1 : PageFormat.HTML;
    return reply(new HtmlProjectList(list), made.contentType());
  }

  private Reply reply(InputStream list, String contentType) {
    return new Reply.PassedThrough(new StreamFeed(list, workers), contentType, Optional.of(NOTE));
  }
}
