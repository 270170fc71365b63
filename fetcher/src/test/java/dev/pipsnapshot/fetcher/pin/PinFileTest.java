package dev.pipsnapshot.fetcher.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.pipsnapshot.fetcher.failure.PinsUnusable;
import dev.pipsnapshot.fetcher.pin.PinEntry.Broken;
import dev.pipsnapshot.fetcher.pin.PinEntry.Pin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinFileTest {
  private static final Pin SIX = SamplePins.pin("hash of six", "six");
  private static final Pin FLASK = SamplePins.pin("hash of flask", "flask");

  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void choosePath() {
    path = folder.resolve("pins.json");
  }

  @Test
  void pinsAreThereOnceTheyArePut() throws Exception {
    assertThat(new PinFile(path).put(SIX)).isEmpty();
    new PinFile(path).put(FLASK);

    assertThat(new PinFile(path).entries()).containsExactlyInAnyOrder(SIX, FLASK);
    assertThat(folder.toFile().list()).containsExactly("pins.json");
  }

  @Test
  void theOrderOfWritingLeavesNoTrace() throws Exception {
    Path other = folder.resolve("other.json");
    for (Pin pin : List.of(SIX, FLASK)) {
      new PinFile(path).put(pin);
    }
    for (Pin pin : List.of(FLASK, SIX, FLASK)) {
      new PinFile(other).put(pin);
    }

    assertThat(path).hasSameTextualContentAs(other);
    assertThat(path).content().startsWith("{\n  \"version\": 1,\n  \"pins\": {\n    \"");
    assertThat(path).content().endsWith("}\n").contains("\"date-for\": {},");
  }

  @Test
  void aNewHashReplacesTheOldOneAndTellsIt() throws Exception {
    new PinFile(path).put(SIX);

    assertThat(new PinFile(path).put(SamplePins.pin("another", "six"))).contains(SIX.hash());
    assertThat(new PinFile(path).entries()).containsExactly(SamplePins.pin("another", "six"));
  }

  @Test
  void whatItDoesNotKnowIsKept() throws Exception {
    new PinFile(path).put(SIX);
    Files.writeString(
        path,
        Files.readString(path)
            .replace("\"version\": 1", "\"about\": {\"b\": 1, \"a\": 2}, \"version\": 1")
            .replace("\"hash\"", "\"note\": \"why\", \"hash\""));

    new PinFile(path).put(SamplePins.pin("another", "six"));
    new PinFile(path).put(FLASK);

    assertThat(path)
        .content()
        .contains("\"about\": {\n    \"b\": 1,\n    \"a\": 2\n  }", "\"note\": \"why\"");
    assertThat(new PinFile(path).entries()).hasSize(2);
  }

  @Test
  void pinsAreLabelledForPeople() throws Exception {
    new PinFile(path).put(SIX);

    assertThat(path).content().contains("\"label\": \"" + SIX.inputs().label() + "\"");
    assertThat(SIX.inputs().label()).startsWith("six as of ");
    assertThat(new PinFile(path).labels()).containsExactly(entry(SIX.key(), SIX.inputs().label()));
  }

  @Test
  void aLabelIsOneLineOfNotTooMuch() {
    Pin many = SamplePins.pin("hash", "-r {", "a", "b\u001b[31m", "-c {", "c", "d", "}", "}");

    assertThat(many.inputs().label()).startsWith("a, b [31m, c and 1 more as of ");
  }

  @Test
  void aLinkStaysALink() throws Exception {
    Path target = Files.createDirectory(folder.resolve("elsewhere")).resolve("target.json");
    new PinFile(target).put(SIX);
    Files.createSymbolicLink(path, target);

    new PinFile(path).put(FLASK);

    assertThat(path).isSymbolicLink();
    assertThat(new PinFile(target).entries()).hasSize(2);
  }

  @Test
  void aLinkThatAnotherPutInTheWayIsNotFollowed() throws Exception {
    Path precious = Files.writeString(folder.resolve("precious"), "text");
    Files.createSymbolicLink(folder.resolve(".pins.json.lock"), precious);

    assertThatThrownBy(() -> new PinFile(path).put(SIX)).isInstanceOf(PinsUnusable.class);
    assertThat(precious).hasContent("text");
  }

  @Test
  void manyWritersLoseNothing() throws Exception {
    var writers = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        Pin pin = SamplePins.pin("hash", "project" + i);
        tasks.add(() -> new PinFile(path).put(pin).isEmpty());
      }
      for (Future<Boolean> task : writers.invokeAll(tasks)) {
        assertThat(task.get()).isTrue();
      }
    } finally {
      writers.shutdownNow();
    }

    assertThat(new PinFile(path).entries()).hasSize(40).allMatch(Pin.class::isInstance);
    assertThat(folder.toFile().list()).containsExactly("pins.json");
  }

  @Test
  void whatIsNotWantedIsDroppedAndWhatCannotBeReadStays() throws Exception {
    new PinFile(path).put(SIX);
    new PinFile(path).put(FLASK);
    new PinFile(path).put(SamplePins.pin("hash", "newer"));
    Files.writeString(
        path,
        Files.readString(path)
            .replace("\"version\": 1", "\"about\": 1, \"version\": 1")
            .replace("\"newer\"", "\"edited\""));

    Pruned pruned = new PinFile(path).retain(SIX::equals);

    assertThat(pruned.kept()).containsExactly(SIX);
    assertThat(pruned.dropped()).containsExactly(FLASK);
    assertThat(pruned.unreadable()).singleElement().isInstanceOf(Broken.class);
    assertThat(new PinFile(path).entries()).hasSize(2).contains(SIX, pruned.unreadable().get(0));
    assertThat(path).content().contains("\"about\": 1");
    assertThat(folder.toFile().list()).containsExactly("pins.json");
  }

  @Test
  void aFileOfWhichNothingIsDroppedIsLeftAlone() throws Exception {
    new PinFile(path).put(SIX);
    Files.writeString(path, Files.readString(path) + "\n");

    assertThat(new PinFile(path).retain(pin -> true).dropped()).isEmpty();

    assertThat(path).content().endsWith("}\n\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"version\": 1}",
        "{\"version\": 1, \"pins\": []}",
        "{\"version\": 2, \"pins\": {}}",
        "{\"pins\": {}}",
        "{\"version\": 1, \"pins\": {}, \"pins\": {}}",
        "{\"version\": 1, \"pins\": {}} x"
      })
  void whatIsNoPinFileIsRefusedAndLeftAlone(String content) throws Exception {
    Files.writeString(path, content);

    assertThatThrownBy(() -> new PinFile(path).entries()).isInstanceOf(PinsUnusable.class);
    assertThatThrownBy(() -> new PinFile(path).put(SIX)).isInstanceOf(PinsUnusable.class);
    assertThatThrownBy(() -> new PinFile(path).retain(SIX::equals))
        .isInstanceOf(PinsUnusable.class);

    assertThat(path).hasContent(content);
    assertThat(folder.toFile().list()).containsExactly("pins.json");
  }

  @Test
  void aMissingFileHasNoEntries() {
    assertThatThrownBy(() -> new PinFile(path).entries())
        .isInstanceOf(PinsUnusable.class)
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> new PinFile(path.resolve("below")).retain(SIX::equals))
        .isInstanceOf(PinsUnusable.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void aKeyThatIsNotThatOfItsInputsIsToldApart() throws Exception {
    new PinFile(path).put(SIX);
    Files.writeString(path, Files.readString(path).replace("2021-05-01", "2021-05-02"));

    assertThat(new PinFile(path).entries())
        .singleElement()
        .isInstanceOfSatisfying(
            Broken.class,
            broken -> {
              assertThat(broken.key()).isEqualTo(SIX.key());
              assertThat(broken.reason()).contains("edited");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256-AAAA", "md5:00000000000000000000000000000000"})
  void aHashThatIsNoneIsToldApart(String hash) throws Exception {
    new PinFile(path).put(SIX);
    Files.writeString(path, Files.readString(path).replace(SIX.hash().sri(), hash));

    assertThat(new PinFile(path).entries()).singleElement().isInstanceOf(Broken.class);
  }
}
