package dev.pipsnapshot.proxy.service.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.ProjectDetail;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.service.AdjustableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentPagesTest {
  private static final ProjectName DEMO = ProjectName.parse("demo");
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final AdjustableClock clock = new AdjustableClock(NOON.plusSeconds(60));
  private final RecentPages recent = new RecentPages(clock);

  @Test
  void keepsTheLaterOfTwoAnswers() {
    var later = new ProjectAnswer.NoSuchProject(NOON.plusSeconds(1));
    recent.put(DEMO, later);
    recent.put(DEMO, page(1, NOON));
    assertThat(recent.get(DEMO)).contains(later);

    var latest = page(1, NOON.plusSeconds(2));
    recent.put(DEMO, latest);
    assertThat(recent.get(DEMO)).contains(latest);
  }

  @Test
  void givesAPageFromTheFutureUpForOneOfToday() {
    recent.put(DEMO, page(1, NOON.plusSeconds(60)));
    clock.advance(Duration.ofSeconds(-50));
    var ofToday = page(1, NOON.plusSeconds(10));
    recent.put(DEMO, ofToday);

    assertThat(recent.get(DEMO)).contains(ofToday);
  }

  @Test
  void weighsTheBytesOfPagesWithFewFiles() {
    recent.put(DEMO, page(20_000_000, NOON));
    recent.put(ProjectName.parse("other"), page(20_000_000, NOON));

    assertThat(recent.get(DEMO)).isEmpty();
    assertThat(recent.get(ProjectName.parse("other"))).isPresent();
  }

  @Test
  void keepsTheLastOfThePagesThatDoNotFit() {
    recent.put(ProjectName.parse("small"), page(1000, NOON));
    recent.put(DEMO, page(60_000_000, NOON));

    assertThat(recent.get(DEMO)).isPresent();
    assertThat(recent.get(ProjectName.parse("small"))).isPresent();
  }

  private static ProjectAnswer page(long bytes, Instant fetchedAt) {
    return new ProjectAnswer.Found(
        new DatedPage(
            ProjectDetail.of("demo", List.of()), new PageVersion(0, 0, bytes), fetchedAt));
  }
}
