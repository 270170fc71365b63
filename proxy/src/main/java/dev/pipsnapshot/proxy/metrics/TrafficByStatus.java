package dev.pipsnapshot.proxy.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Traffic by its kind and HTTP status. Thread-safe. */
final class TrafficByStatus<K extends Enum<K>> {
  private final Map<K, Map<Integer, ExchangeTotals>> kinds;

  TrafficByStatus(Class<K> kind) {
    kinds = new EnumMap<>(kind);
    for (K each : kind.getEnumConstants()) {
      kinds.put(each, new ConcurrentHashMap<>());
    }
  }

  /** The traffic of this kind and status, for more to be added. */
  ExchangeTotals of(K kind, int status) {
    return of(kind).computeIfAbsent(status, first -> new ExchangeTotals());
  }

  /** The traffic of this kind by status. */
  Map<Integer, ExchangeTotals> of(K kind) {
    return kinds.getOrDefault(kind, Map.of());
  }
}
