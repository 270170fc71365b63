package dev.pipsnapshot.proxy.upstream;

import dev.pipsnapshot.proxy.index.ViewedPageException;
import dev.pipsnapshot.proxy.upstream.Transport.Answer;
import dev.pipsnapshot.proxy.upstream.Transport.AnswerReader;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks indexes; and where one turns out to be a view of another pip-snapshot, the whole index
 * behind it, since no view can be made of what another has left. Every answer of a pip-snapshot
 * tells which of the two it is from. Thread-safe.
 */
final class WholeIndexes {
  private static final Logger log = LoggerFactory.getLogger(WholeIndexes.class);
  private static final String CUTOFF = "X-Pip-Snapshot-Cutoff";
  private static final String NO_CUTOFF = "none";

  /** What is behind those that are views, by the names of the indexes. */
  private final Map<String, IndexUrl> behindViews = new ConcurrentHashMap<>();

  /** How an index is asked, in whatever steps that takes. */
  @FunctionalInterface
  interface Question<T> {
    CompletableFuture<Optional<T>> ask(IndexUrl index, AnswerReader<Optional<T>> reader);
  }

  /**
   * Asks {@code upstream}, or what is behind it.
   *
   * @param reader reads the answer of a whole index
   * @param question asked once more where it was asked of a view
   */
  <T> CompletableFuture<T> ask(Upstream upstream, AnswerReader<T> reader, Question<T> question) {
    Optional<IndexUrl> behind = Optional.ofNullable(behindViews.get(upstream.name()));
    return question
        .ask(
            behind.orElse(upstream.index()),
            answer -> read(upstream, behind.isPresent(), answer, reader))
        .thenCompose(
            read ->
                read.map(CompletableFuture::completedFuture)
                    .orElseGet(() -> ask(upstream, reader, question)));
  }

  /** Whether a pip-snapshot gave the answer. */
  static boolean isOfPipSnapshot(Answer answer) {
    return answer.header(CUTOFF).isPresent();
  }

  /** What there is to read; nothing where only now it shows that this is a view. */
  private <T> Optional<T> read(
      Upstream upstream, boolean behindView, Answer answer, AnswerReader<T> reader)
      throws IOException {
    Optional<String> cutoff = answer.header(CUTOFF);
    boolean whole = cutoff.map(NO_CUTOFF::equals).orElse(!behindView || !isOfIndex(answer));
    if (whole) {
      return Optional.of(reader.read(answer));
    }
    answer.response().close();
    var live = new IndexUrl(URI.create(IndexUrl.live(upstream.index().toString())));
    if (behindView || live.equals(upstream.index())) {
      throw new ViewedPageException(
          DisplayUrl.of(answer.url()).toString(), cutoff.orElse("unknown"));
    }
    if (behindViews.put(upstream.name(), live) == null) {
      log.info(
          "upstream={} is=\"a view of pip-snapshot\" cutoff={} asking={}",
          upstream.index(),
          cutoff.orElse(""),
          live);
    }
    return Optional.empty();
  }

  /** Failures on the way to it do not tell. */
  private static boolean isOfIndex(Answer answer) {
    return switch (answer.status()) {
      case 200, 304, 404, 410 -> true;
      default -> false;
    };
  }
}
