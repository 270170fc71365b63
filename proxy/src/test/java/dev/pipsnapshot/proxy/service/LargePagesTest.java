package dev.pipsnapshot.proxy.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LargePagesTest {
  private final LargePages pages = new LargePages();

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
}
