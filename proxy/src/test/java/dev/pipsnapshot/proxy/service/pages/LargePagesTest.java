package dev.pipsnapshot.proxy.service.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LargePagesTest {
  private final LargePages pages = new LargePages(Duration.ofMinutes(1));

  @Test
  void takesOneAfterTheOther() {
    var first = pages.toRead();
    var second = pages.toRead();
    assertThat(first).isDone();
    assertThat(second).isNotDone();

    first.join().close();
    assertThat(second).isDone();
  }

  @Test
  void rendersBeforeItReadsMore() {
    var now = pages.toRead();
    var read = pages.toRead();
    var rendered = pages.toRender();

    now.join().close();
    assertThat(rendered).isDone();
    assertThat(read).isNotDone();

    rendered.join().close();
    assertThat(read).isDone();
  }

  @Test
  void endsATurnOnce() {
    var first = pages.toRead().join();
    var second = pages.toRead();
    var third = pages.toRead();

    first.close();
    first.close();
    assertThat(second).isDone();
    assertThat(third).isNotDone();
  }

  @Test
  void isFreeAgainWhenNobodyWaits() {
    pages.toRead().join().close();

    assertThat(pages.toRender()).isDone();
  }

  @Test
  void callsManyWhoEndTheirTurnAtOnce() {
    var first = pages.toRead().join();
    var others =
        IntStream.range(0, 100_000)
            .mapToObj(any -> pages.toRead().thenAccept(LargePages.Turn::close))
            .toList();

    first.close();
    assertThat(others)
        .allSatisfy(other -> assertThat(other.isCompletedExceptionally()).isFalse())
        .allSatisfy(other -> assertThat(other).isDone());
    assertThat(pages.toRead()).isDone();
  }
}
