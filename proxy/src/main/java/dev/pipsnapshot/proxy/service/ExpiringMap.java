package dev.pipsnapshot.proxy.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What counts for a while: at most so many values, of which the oldest go first. One from after the
 * present time does not count, for the clock has been set back since. Thread-safe.
 */
public final class ExpiringMap<K, V> {
  private final Duration lifetime;
  private final Clock clock;
  private final LinkedHashMap<K, Timed<V>> values;

  private record Timed<V>(V value, Instant since) {}

  public ExpiringMap(Duration lifetime, int capacity, Clock clock) {
    this.lifetime = lifetime;
    this.clock = clock;
    values =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Timed<V>> eldest) {
            return size() > capacity;
          }
        };
  }

  public synchronized Optional<V> get(K key) {
    Timed<V> known = values.get(key);
    return known != null && counts(known.since(), clock.instant())
        ? Optional.of(known.value())
        : Optional.empty();
  }

  public synchronized void put(K key, V value) {
    values.remove(key);
    values.put(key, new Timed<>(value, clock.instant()));
  }

  /** The value that counts; if there is none, it is {@code value} from now on. */
  public synchronized Optional<V> putIfAbsent(K key, V value) {
    Optional<V> known = get(key);
    if (known.isEmpty()) {
      put(key, value);
    }
    return known;
  }

  /** Removes {@code value}, if it is the one there. */
  public synchronized void remove(K key, V value) {
    Timed<V> known = values.get(key);
    if (known != null && known.value().equals(value)) {
      values.remove(key);
    }
  }

  private boolean counts(Instant since, Instant now) {
    return !since.isAfter(now) && since.plus(lifetime).isAfter(now);
  }
}
