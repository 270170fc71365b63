package dev.pipsnapshot.fetcher.pin;

import dev.pipsnapshot.fetcher.pin.PinEntry.Pin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells which pins some requests ask for: those that have their inputs, whichever Python, pip and
 * platform decided. Inputs are compared as keys are made of them. For one thread.
 */
public final class AskedPins {
  private final List<PinnedRequest> requests;
  private final Map<PinnedPython, Set<PinKey>> keys = new HashMap<>();

  /** Those that these requests ask for. */
  public AskedPins(List<PinnedRequest> requests) {
    this.requests = List.copyOf(requests);
  }

  /** Whether one of the requests has this pin's inputs. */
  public boolean contains(Pin pin) {
    return keys.computeIfAbsent(pin.inputs().python(), this::keys).contains(pin.inputs().key());
  }

  private Set<PinKey> keys(PinnedPython python) {
    return requests.stream()
        .map(request -> new PinInputs(request, python).key())
        .collect(Collectors.toSet());
  }
}
