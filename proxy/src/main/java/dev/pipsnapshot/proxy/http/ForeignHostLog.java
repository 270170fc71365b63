package dev.pipsnapshot.proxy.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of each host that a server was addressed by and is not, once; clients such as pip show
 * nothing but the status. Belongs to one server; thread-safe.
 */
final class ForeignHostLog {
  private static final Logger log = LoggerFactory.getLogger(ForeignHostLog.class);

  /** Clients choose the names, and might choose many. */
  private static final int MAX_TOLD = 20;

  private static final int MAX_LENGTH = 255;

  private final Set<String> told = ConcurrentHashMap.newKeySet();

  void refused(String authority) {
    if (authority.length() <= MAX_LENGTH && told.size() < MAX_TOLD && told.add(authority)) {
      log.warn(
          "host-refused host=\"{}\" reason=foreign-host hint=\"--allow-host adds a name\"",
          authority);
    }
  }
}
