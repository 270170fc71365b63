package dev.pipsnapshot.fetcher.pin;

import dev.pipsnapshot.fetcher.pin.PinEntry.Pin;
import dev.pipsnapshot.fetcher.pip.PipOptions;
import dev.pipsnapshot.fetcher.pip.PipVersion;
import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.hasher.nix.NixHash;
import dev.pipsnapshot.proxy.index.MissingTimePolicy;
import dev.pipsnapshot.proxy.index.YankPolicy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Pins to try things with. */
public final class SamplePins {
  private SamplePins() {}

  /** The example of the reference page. */
  static PinInputs documented() {
    return inputs(
        List.of("flask>=1,<2", "-r {", "six", "}"),
        PipOptions.ofMainRun(List.of("--only-binary=:all:")));
  }

  static PinInputs of(String... requirements) {
    return inputs(List.of(requirements), PipOptions.none());
  }

  /** One of a directory with this content, for these requirements. */
  public static Pin pin(String content, String... requirements) {
    return new Pin(
        NixHash.of(Sha256.hash(content.getBytes(StandardCharsets.UTF_8))), of(requirements));
  }

  private static PinInputs inputs(List<String> requirements, PipOptions options) {
    return new PinInputs(
        new PinnedRequest(
            new PinnedView(
                "2021-05-01",
                Map.of(),
                Optional.empty(),
                YankPolicy.HONOUR,
                MissingTimePolicy.REFUSE),
            new PinnedIndex("https://pypi.org/simple/", Map.of()),
            requirements,
            options,
            false,
            new TreeSet<>()),
        new PinnedPython("cpython", "3.11", "x86_64-linux", new PipVersion("23.0.1")));
  }
}
