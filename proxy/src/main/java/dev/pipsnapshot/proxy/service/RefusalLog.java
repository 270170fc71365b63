package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs why pages and files were refused, for clients show no body of an answer to the person before
 * them: once for each project or file and reason, and again only after a day, or after many others.
 * Thread-safe.
 */
public final class RefusalLog implements ServingListener {
  private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);
  private static final Duration REMEMBERED = Duration.ofDays(1);
  private static final int MAX_REMEMBERED = 2_000;

  private final ExpiringMap<Refusal, Boolean> told;

  private record Refusal(String subject, String reference) {}

  /** Nothing has been refused yet. */
  public RefusalLog(Clock clock) {
    told = new ExpiringMap<>(REMEMBERED, MAX_REMEMBERED, clock);
  }

  @Override
  public void failed(ProjectName project, Diagnostic diagnostic) {
    if (isNew(project.toString(), diagnostic)) {
      log.warn("page-refused project={} {}", project, reason(diagnostic));
    }
  }

  @Override
  public void failed(String filename, Diagnostic diagnostic) {
    if (isNew(filename, diagnostic)) {
      log.warn("file-refused file=\"{}\" {}", quoted(filename), reason(diagnostic));
    }
  }

  @Override
  public void missing(ProjectName project, Diagnostic diagnostic) {
    String reference = diagnostic.reference();
    if (reference.equals(NO_DATE)) {
      if (isNew("", diagnostic)) {
        log.warn("page-refused project={} {}", project, reason(diagnostic));
      }
    } else if (reference.equals(NOTHING_BEFORE_CUTOFF) && isNew(project.toString(), diagnostic)) {
      log.info("page-empty project={} {}", project, reason(diagnostic));
    }
  }

  private boolean isNew(String subject, Diagnostic diagnostic) {
    return told.putIfAbsent(new Refusal(subject, diagnostic.reference()), Boolean.TRUE).isEmpty();
  }

  private static String reason(Diagnostic diagnostic) {
    return "reason="
        + diagnostic.reference()
        + " message=\""
        + quoted(diagnostic.message())
        + "\""
        + diagnostic.hint().map(hint -> " hint=\"" + quoted(hint) + "\"").orElse("");
  }

  private static String quoted(String text) {
    return text.replace('"', '\'');
  }
}
