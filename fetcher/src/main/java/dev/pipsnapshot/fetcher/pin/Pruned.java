package dev.pipsnapshot.fetcher.pin;

import dev.pipsnapshot.fetcher.pin.PinEntry.Broken;
import dev.pipsnapshot.fetcher.pin.PinEntry.Pin;
import java.util.List;

/**
 * What became of the pins of a file.
 *
 * @param kept pins that are asked for
 * @param dropped pins that were not, and are gone
 * @param unreadable what is kept because nobody knows what it is of
 */
public record Pruned(List<Pin> kept, List<Pin> dropped, List<Broken> unreadable) {
  public Pruned {
    kept = List.copyOf(kept);
    dropped = List.copyOf(dropped);
    unreadable = List.copyOf(unreadable);
  }
}
