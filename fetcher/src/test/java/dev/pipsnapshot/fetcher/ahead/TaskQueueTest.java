package dev.pipsnapshot.fetcher.ahead;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TaskQueueTest {
  private final List<String> started = new ArrayList<>();
  private final Map<String, CompletableFuture<Void>> ends = new HashMap<>();
  private final TaskQueue lane = new TaskQueue(2);

  @Test
  void startsAsManyAsAreAllowedAndThenOneForEachThatEnds() {
    submit("first");
    submit("second");
    submit("third");
    assertThat(started).containsExactly("first", "second");

    end("first");
    assertThat(started).containsExactly("first", "second", "third");
  }

  @Test
  void goesOnAfterWhatFails() {
    for (int i = 0; i < 3; i++) {
      lane.submit(
          () -> {
            throw new IllegalStateException("at once");
          });
      lane.submit(() -> CompletableFuture.failedFuture(new IllegalStateException("later")));
    }
    submit("next");

    assertThat(started).containsExactly("next");
  }

  @Test
  void startsNothingOnceItIsClosed() {
    submit("first");
    submit("second");
    submit("third");
    lane.close();
    end("first");

    assertThat(started).containsExactly("first", "second");
  }

  private void submit(String name) {
    var end = new CompletableFuture<Void>();
    ends.put(name, end);
    lane.submit(
        () -> {
          started.add(name);
          return end;
        });
  }

  private void end(String name) {
    requireNonNull(ends.get(name)).complete(null);
  }
}
