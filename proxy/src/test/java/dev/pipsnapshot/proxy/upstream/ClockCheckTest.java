package dev.pipsnapshot.proxy.upstream;

import static dev.pipsnapshot.proxy.upstream.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of clocks that differ; this machine's shows {@link TestClients#NOW}, 04:05:06. */
class ClockCheckTest {
  private static final ProjectName SIX = ProjectName.parse("six");

  @ParameterizedTest
  @CsvSource({
    "'Sat, 03 Feb 2024 04:05:06 GMT', '', now",
    "'Sat, 03 Feb 2024 04:04:07 GMT', '', now",
    "'Sat, 03 Feb 2024 04:03:00 GMT', '', 2024-02-03T04:03:00Z",
    "'Sat, 03 Feb 2024 03:55:00 GMT', 600, now",
    "'Sat, 03 Feb 2024 03:05:00 GMT', 600, 2024-02-03T03:15:00Z",
    "'Sat, 03 Feb 2024 04:03:00 GMT', -1, 2024-02-03T04:03:00Z",
    "'Sat, 03 Feb 2024 04:03:00 GMT', 99999999999999999999, 2024-02-03T04:03:00Z",
    "'Sun, 04 Feb 2024 04:05:06 GMT', '', now",
    "'today', '', now",
  })
  void countsAnAnswerFromTheTimeAtTheIndexWhereThisClockRunsAhead(
      String date, String age, String counts) throws Exception {
    Instant expected = counts.equals("now") ? TestClients.NOW : Instant.parse(counts);
    String[] headers = {"Date: " + date, "Age: " + age};
    for (int status : new int[] {200, 304, 404}) {
      try (var server = ScriptedServer.http(ScriptedServer.always(status(status, headers)));
          var clients = TestClients.of(server.url("/simple/").toString())) {
        var known = new Validators(Optional.of("\"v1\""), Optional.empty());
        PageAnswer answer = clients.indexes().page(SIX, Optional.of(known), LargeBodies.ANY).join();
        assertThat(saidAt(answer)).as("status %d", status).isEqualTo(expected);
      }
    }
  }

  private static Instant saidAt(PageAnswer answer) {
    if (answer instanceof PageAnswer.Fetched fetched) {
      return fetched.page().fetchedAt();
    }
    return answer instanceof PageAnswer.NotModified same
        ? same.checkedAt()
        : ((PageAnswer.NoSuchProject) answer).checkedAt();
  }
}
