package dev.pipsnapshot.fetcher.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pipsnapshot.fetcher.drift.FileChange.Kind;
import dev.pipsnapshot.fetcher.lock.Resolution;
import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.hasher.nix.NixHash;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.MissingTimePolicy;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.index.YankPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftTest {
  private static final UpstreamFate AS_EVER = fate(file -> Optional.empty());

  @Test
  void equalFilesAreNoDrift() {
    Inventory files = inventory(file("six", "1.0", "bytes"));

    assertThat(Drift.between(files, files, AS_EVER).isEmpty()).isTrue();
  }

  @Test
  void eachKindOfChangeIsToldApart() {
    Inventory before =
        inventory(
            file("bytes", "1.0", "old"),
            file("gone", "1.0", ""),
            file("version", "1.0", ""),
            placed("wheel-1.0-cp39-none-any.whl", "wheel", "1.0", ""));
    Inventory after =
        inventory(
            file("bytes", "1.0", "new"),
            file("new", "1.0", ""),
            file("version", "2.0", ""),
            placed("wheel-1.0-cp310-none-any.whl", "wheel", "1.0", ""));

    Drift drift = Drift.between(before, after, AS_EVER);

    assertThat(drift.files())
        .extracting(FileChange::kind, change -> change.file().path())
        .containsExactly(
            tuple(Kind.BYTES, "bytes-1.0.tar.gz"),
            tuple(Kind.REMOVED, "gone-1.0.tar.gz"),
            tuple(Kind.ADDED, "new-1.0.tar.gz"),
            tuple(Kind.VERSION, "version-2.0.tar.gz"),
            tuple(Kind.FILE, "wheel-1.0-cp310-none-any.whl"));
    assertThat(drift.files()).allSatisfy(change -> assertThat(change.reasons()).isNotEmpty());
  }

  @Test
  void aFileThatMovedIntoTheBuildRequirementsIsNoOtherVersion() {
    Drift drift =
        Drift.between(
            inventory(file("six", "1.0", "")),
            inventory(placed("build-requires/six-1.0.tar.gz", "six", "1.0", "")),
            AS_EVER);

    assertThat(drift.files())
        .extracting(FileChange::kind)
        .containsExactlyInAnyOrder(Kind.REMOVED, Kind.ADDED);
  }

  @Test
  void severalFilesOfAProjectAreNotMatchedByGuessing() {
    Drift drift =
        Drift.between(
            inventory(file("six", "1.0", "")),
            inventory(file("six", "2.0", ""), file("six", "3.0", "")),
            AS_EVER);

    assertThat(drift.files())
        .extracting(FileChange::kind)
        .containsExactlyInAnyOrder(Kind.REMOVED, Kind.ADDED, Kind.ADDED);
  }

  @Test
  void whatUpstreamSaysIsTheFirstReason() {
    var yanked = new Reason(Reason.Kind.YANKED, "yanked upstream: broken");

    Drift drift =
        Drift.between(
            inventory(file("six", "1.0", "")),
            inventory(file("six", "0.9", "")),
            fate(
                file ->
                    Optional.of(yanked).filter(reason -> file.path().equals("six-1.0.tar.gz"))));

    assertThat(drift.files())
        .singleElement()
        .satisfies(change -> assertThat(change.reasons()).containsExactly(yanked));
  }

  @Test
  void whatDirectoriesDoNotTellIsNotMadeUp() {
    Drift drift =
        Drift.between(
            inventory(file("six", "1.0", ""), file("gone", "1.0", "")),
            inventory(file("six", "2.0", ""), file("come", "1.0", "")),
            AS_EVER);

    assertThat(drift.files())
        .flatExtracting(FileChange::reasons)
        .extracting(Reason::kind, Reason::sentence)
        .containsExactly(
            tuple(Reason.Kind.UPLOAD_TIMES, "uploaded 2021-01-01T00:00:00Z"),
            tuple(Reason.Kind.UPLOAD_TIMES, "uploaded 2021-01-01T00:00:00Z"),
            tuple(
                Reason.Kind.UPLOAD_TIMES, "uploaded 2021-01-01T00:00:00Z -> 2022-01-01T00:00:00Z"));
  }

  @Test
  void requirementsAreShownAsTheyWereWritten() {
    Resolution old = resolution(List.of("-r {", "flask", "}", "-c {", "numpy<2", "}", "}"));
    Resolution now =
        resolution(List.of("six", "-r {", "flask>2", "-c {", "numpy<1", "}", "-c more.txt", "}"));

    assertThat(InputChanges.between(old, now))
        .containsExactly(
            new InputChange(
                "requirements",
                "flask, constraint numpy<2",
                "six, flask>2, constraint numpy<1, -c more.txt"));
  }

  private static Resolution resolution(List<String> requirements) {
    return new Resolution(
        1,
        new SnapshotView(
            Optional.of(new Cutoff(Instant.parse("2021-05-01T00:00:00Z"))),
            Map.of(),
            YankPolicy.HONOUR,
            MissingTimePolicy.REFUSE),
        Optional.empty(),
        "23.0.1",
        new Resolution.Python("CPython", "3.11.7", "linux-x86_64"),
        requirements,
        List.of(),
        Optional.empty(),
        NixHash.of(Sha256.hash(new byte[0])));
  }

  private static UpstreamFate fate(Function<PlacedFile, Optional<Reason>> reasons) {
    return new UpstreamFate() {
      @Override
      public Optional<Reason> of(PlacedFile file) {
        return reasons.apply(file);
      }

      @Override
      public Optional<Instant> uploadTime(PlacedFile file) {
        return file.version()
            .map(version -> Instant.parse("202" + version.charAt(0) + "-01-01T00:00:00Z"));
      }
    };
  }

  @Test
  void aDirectoryIsReadAsItLies(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("six-1.16.0-py2.py3-none-any.whl"), "six");
    Files.writeString(folder.resolve("ruamel.yaml-0.17.tar.gz"), "yaml");
    Files.writeString(folder.resolve("README"), "read");
    Path build = Files.createDirectory(folder.resolve("build-requires"));
    Files.writeString(build.resolve("flit_core-3.2.0-py3-none-any.whl"), "flit");

    assertThat(Inventory.ofDirectory(folder).files())
        .extracting(PlacedFile::path, PlacedFile::project, PlacedFile::version)
        .containsExactly(
            tuple("README", Optional.empty(), Optional.empty()),
            tuple(
                "build-requires/flit_core-3.2.0-py3-none-any.whl",
                Optional.of(new ProjectName("flit-core")),
                Optional.of("3.2.0")),
            tuple(
                "ruamel.yaml-0.17.tar.gz",
                Optional.of(new ProjectName("ruamel-yaml")),
                Optional.of("0.17")),
            tuple(
                "six-1.16.0-py2.py3-none-any.whl",
                Optional.of(new ProjectName("six")),
                Optional.of("1.16.0")));
  }

  private static Inventory inventory(PlacedFile... files) {
    return new Inventory(List.of(files), Optional.empty());
  }

  private static PlacedFile file(String project, String version, String content) {
    return placed(project + "-" + version + ".tar.gz", project, version, content);
  }

  private static PlacedFile placed(String path, String project, String version, String content) {
    return new PlacedFile(
        path,
        Optional.of(new ProjectName(project)),
        Optional.of(version),
        Sha256.hash(content.getBytes(StandardCharsets.UTF_8)),
        Optional.empty());
  }
}
