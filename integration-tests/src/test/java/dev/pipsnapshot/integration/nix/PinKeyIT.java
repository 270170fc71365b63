package dev.pipsnapshot.integration.nix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.fetcher.pin.PinEntry.Pin;
import dev.pipsnapshot.fetcher.pin.PinFile;
import dev.pipsnapshot.fetcher.pin.PinInputs;
import dev.pipsnapshot.fetcher.pin.PinnedIndex;
import dev.pipsnapshot.fetcher.pin.PinnedPython;
import dev.pipsnapshot.fetcher.pin.PinnedRequest;
import dev.pipsnapshot.fetcher.pin.PinnedView;
import dev.pipsnapshot.fetcher.pip.PipOptions;
import dev.pipsnapshot.fetcher.pip.PipVersion;
import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.hasher.nix.NixHash;
import dev.pipsnapshot.integration.support.ExternalCommand;
import dev.pipsnapshot.integration.support.RequiredTool;
import dev.pipsnapshot.proxy.index.MissingTimePolicy;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.YankPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether real Nix gives inputs the key that they have here. */
class PinKeyIT {
  @TempDir private Path folder;

  @Test
  void keysAreThoseOfNixWhateverTheTextsAre() throws Exception {
    assertThat(RequiredTool.onPath("nix-instantiate")).isExecutable();
    Path pins = folder.resolve("pins.json");
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var file = new PinFile(pins);
    for (int i = 0; i < 50; i++) {
      PinInputs inputs = inputs(random);
      inputs.request().requirePortable();
      file.put(new Pin(NixHash.of(Sha256.hash(new byte[] {(byte) i})), inputs));
    }

    String wrong =
        ExternalCommand.of("nix-instantiate", "--eval", "--strict", "--json", "-E")
            .with(wrongKeys(pins))
            .env("NIX_CONFIG", "substituters =")
            .run()
            .assertSucceeded()
            .stdout()
            .strip();

    assertThat(wrong).as("seed %d", seed).isEqualTo("[]");
    assertThat(file.entries()).hasSize(50).allMatch(Pin.class::isInstance);
  }

  /** Reads the file, and says which of its keys are not those of their inputs. */
  private static String wrongKeys(Path pins) {
    return """
        let pins = (builtins.fromJSON (builtins.readFile %s)).pins;
        in builtins.filter
          (key: key != builtins.hashString "sha256" (builtins.toJSON pins.${key}.inputs))
          (builtins.attrNames pins)
        """
        .formatted(pins);
  }

  @SafeVarargs
  private static <T> T one(Random random, T... values) {
    return values[random.nextInt(values.length)];
  }

  private static PinInputs inputs(Random random) {
    return new PinInputs(
        new PinnedRequest(
            new PinnedView(
                text(random),
                Map.of(
                    new ProjectName("a" + random.nextInt(100)), text(random),
                    new ProjectName("b-" + random.nextInt(100)), text(random)),
                one(random, Optional.empty(), Optional.of(text(random))),
                one(random, YankPolicy.values()),
                one(random, MissingTimePolicy.values())),
            new PinnedIndex(
                "https://index.example/simple/",
                Map.of("own", new PinnedIndex.Extra("https://own.example/", texts(random)))),
            texts(random),
            new PipOptions(
                texts(random),
                texts(random),
                List.of(),
                Optional.of("3.9"),
                List.of(),
                Optional.empty(),
                List.of(PipOptions.Flag.PRE),
                List.of()),
            random.nextBoolean(),
            PinnedRequest.hosts(texts(random))),
        new PinnedPython(
            "cpython", "3." + random.nextInt(20), "x86_64-linux", new PipVersion("1")));
  }

  private static List<String> texts(Random random) {
    List<String> texts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      texts.add(text(random));
    }
    return texts;
  }

  /** Mostly what JSON writers disagree on. */
  private static String text(Random random) {
    List<String> pieces =
        List.of(
            "a", "\"", "\\", "/", "\t", "\n", "\r", " ", "\u007f", "\u0080", "é", "\u2028",
            "\u2029", "\ufeff", "\ufffd", "～", "😀", "${", "''", "<>&", "'", "{}", "0");
    var text = new StringBuilder();
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }
}
