package dev.pipsnapshot.proxy.service.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.service.ServiceException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PageReadingTest {
  private final LargePages pages = new LargePages(Duration.ofMinutes(1));

  @Test
  void hasOneTurnForAllThatItReads() throws IOException {
    try (var reading = new PageReading(ProjectName.parse("demo"), pages)) {
      reading.enter();
      reading.enter();
      assertThat(reading.turn()).isDone();
      assertThat(pages.toRead()).isNotDone();
    }
  }

  @Test
  void letsOthersReadWhenItEnds() throws IOException {
    var reading = new PageReading(ProjectName.parse("demo"), pages);
    reading.enter();
    var next = pages.toRead();
    assertThat(next).isNotDone();

    reading.close();
    assertThat(next).isDone();
  }

  @Test
  void letsOthersReadUntilItsNextAttempt() throws IOException {
    var reading = new PageReading(ProjectName.parse("demo"), pages);
    reading.enter();

    reading.leave();
    var other = pages.toRead();
    assertThat(other).isDone();
    assertThat(reading.turn()).isNotDone();
  }

  @Test
  void passesOnATurnThatComesAfterItsEnd() {
    var other = pages.toRead().join();
    var reading = new PageReading(ProjectName.parse("demo"), pages);
    var late = reading.turn();
    reading.close();

    other.close();
    assertThat(late).isDone();
    assertThat(pages.toRead()).isDone();
  }

  @Test
  void takesNoTurnAfterItsEnd() {
    var reading = new PageReading(ProjectName.parse("demo"), pages);
    reading.close();

    assertThatIOException().isThrownBy(reading::enter).withMessageContaining("nobody waits");
    assertThat(pages.toRead()).isDone();
  }

  @Test
  void canBeInterrupted() {
    var other = pages.toRead().join();
    var reading = new PageReading(ProjectName.parse("demo"), pages);

    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(reading::enter);
    assertThat(Thread.interrupted()).isTrue();
    other.close();
  }

  @Test
  void waitsSoLongAndThenGivesItsTurnAway() {
    var busy = new LargePages(Duration.ofMillis(1));
    var other = busy.toRead().join();
    var reading = new PageReading(ProjectName.parse("demo"), busy);

    assertThatExceptionOfType(ServiceException.Busy.class)
        .isThrownBy(reading::enter)
        .withMessageContaining("'demo'");
    other.close();
    assertThat(busy.toRead()).isDone();
  }
}
