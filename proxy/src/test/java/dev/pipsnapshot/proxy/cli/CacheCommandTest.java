package dev.pipsnapshot.proxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.cli.CommandRunner;
import dev.pipsnapshot.hasher.Sha256;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheCommandTest {
  private static final Instant NOW = Instant.parse("2024-03-01T12:00:00Z");

  @TempDir private Path cache;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void printsTheDirectory() {
    assertThat(run("dir", "--cache-dir", cache.toString())).isZero();
    assertThat(out).hasToString(cache + System.lineSeparator());
  }

  @Test
  void takesTheDirectoryFromTheEnvironment() {
    assertThat(run(Map.of("XDG_CACHE_HOME", cache.toString()), "dir")).isZero();
    assertThat(out.toString()).isEqualToIgnoringNewLines(cache.resolve("pip-snapshot").toString());
  }

  @Test
  void countsWhatIsThere() throws Exception {
    store("one", NOW);
    store("other", NOW);
    assertThat(run("info", "--json", "--cache-dir", cache.toString())).isZero();
    assertThat(out.toString())
        .contains("\"artifact\":{")
        .contains("\"count\":2")
        .contains("\"bytes\":8");
  }

  @Test
  void countsAndRemovesAllThatIsKeptBesides() throws Exception {
    String hex = "ab".repeat(32);
    List<String> files =
        List.of(
            "artifacts-v1/url/ab/" + hex,
            "pages-v1/ab/" + hex,
            "metadata-v2/ab/" + hex,
            "memo-v2/ab/" + hex,
            "logs-v1/pip-20240301T120000Z-1.log",
            "cds/opt+pip-snapshot/snapshot-fetch.usr+lib+jvm.123.jsa",
            "metadata-v1/ab/" + hex,
            "memo-v1/ab/" + hex);
    for (String file : files) {
      write(cache.resolve(file), "four", NOW);
    }
    Path archive = cache.resolve(files.get(5));
    assertThat(run("info", "--json", "--cache-dir", cache.toString())).isZero();
    assertThat(out.toString())
        .contains(
            List.of("url", "page", "metadata", "memo", "log", "archive", "earlier").stream()
                .map(kind -> "\"" + kind + "\":{")
                .toList());

    for (String file : files) {
      age(cache.resolve(file), Duration.ofDays(91), Duration.ofDays(1));
    }
    assertThat(run("prune", "--older-than", "90d", "--cache-dir", cache.toString())).isZero();
    assertThat(files).filteredOn(file -> Files.exists(cache.resolve(file))).hasSize(1);
    assertThat(archive).as("read yesterday").exists();

    age(archive, Duration.ofDays(92), Duration.ofDays(91));
    assertThat(run("prune", "--older-than", "90d", "--cache-dir", cache.toString())).isZero();
    assertThat(archive).doesNotExist();
  }

  @Test
  void saysThatAMissingCacheIsEmpty() {
    assertThat(run("info", "--cache-dir", cache.resolve("none").toString())).isZero();
    assertThat(out.toString()).contains("0, 0 B");
    assertThat(cache.resolve("none")).doesNotExist();
  }

  @Test
  void dropsDamagedFilesAndSaysSo() throws Exception {
    Path good = store("good", NOW);
    Path bad = store("bad", NOW);
    Files.writeString(bad, "bat");
    assertThat(run("verify", "--cache-dir", cache.toString())).isEqualTo(5);
    assertThat(out.toString()).contains(bad.toString()).contains("2 files checked, 1 damaged");
    assertThat(bad).doesNotExist();
    assertThat(good).exists();
    assertThat(run("verify", "--cache-dir", cache.toString())).isZero();
  }

  @Test
  void removesWhatWasNotUsedForLong() throws Exception {
    Path old = store("old", NOW.minus(Duration.ofDays(91)));
    Path recent = store("recent", NOW.minus(Duration.ofDays(89)));
    assertThat(run("prune", "--older-than", "90d", "--cache-dir", cache.toString())).isZero();
    assertThat(old).doesNotExist();
    assertThat(recent).exists();
  }

  @Test
  void removesTheLongestUnusedUntilTheRestFits() throws Exception {
    Path oldest = store("aaaa", NOW.minus(Duration.ofDays(3)));
    Path middle = store("bbbb", NOW.minus(Duration.ofDays(2)));
    Path newest = store("cccc", NOW.minus(Duration.ofDays(1)));
    assertThat(run("prune", "--max-size", "8", "--cache-dir", cache.toString())).isZero();
    assertThat(oldest).doesNotExist();
    assertThat(middle).exists();
    assertThat(newest).exists();
  }

  @Test
  void sweepsOnlyOldBrokenOffDownloads() throws Exception {
    Path directory = Files.createDirectories(cache.resolve("artifacts-v1/sha256/00"));
    String digest = "0".repeat(64);
    Path old = Files.writeString(directory.resolve(digest + ".1.partial"), "x");
    Path recent = Files.writeString(directory.resolve(digest + ".2.partial"), "x");
    Path temporary = Files.writeString(directory.resolve(digest + ".1.1.tmp"), "x");
    Files.setLastModifiedTime(old, FileTime.from(NOW.minus(Duration.ofDays(2))));
    Files.setLastModifiedTime(recent, FileTime.from(NOW));
    assertThat(run("prune", "--max-size", "1G", "--cache-dir", cache.toString())).isZero();
    assertThat(old).doesNotExist();
    assertThat(temporary).doesNotExist();
    assertThat(recent).exists();
  }

  @Test
  void refusesToPruneWithoutALimitOrWithANonsensicalOne() {
    assertThat(run("prune", "--cache-dir", cache.toString())).isEqualTo(2);
    assertThat(run("prune", "--max-size", "5 gigs", "--cache-dir", cache.toString())).isEqualTo(2);
    assertThat(run("prune", "--older-than", "soon", "--cache-dir", cache.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("5G").contains("90d");
  }

  @Test
  void asksForASubcommand() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("dir, info, verify or prune");
  }

  private int run(String... arguments) {
    return run(Map.of(), arguments);
  }

  private int run(Map<String, String> environment, String... arguments) {
    var runner = new CommandRunner(environment);
    var command = new CacheCommand(environment, Clock.fixed(NOW, ZoneOffset.UTC));
    return runner.execute(
        runner
            .commandLine(command)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true)),
        arguments);
  }

  private Path store(String content, Instant used) throws Exception {
    String hex = sha256(content).hex();
    Path file = cache.resolve("artifacts-v1/sha256").resolve(hex.substring(0, 2)).resolve(hex);
    write(file, content, used.minus(Duration.ofDays(1_000)));
    Path record = cache.resolve("artifacts-v1/verified").resolve(hex.substring(0, 2)).resolve(hex);
    write(record, "", used);
    return file;
  }

  private static void write(Path file, String content, Instant modified) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, FileTime.from(modified));
  }

  private static void age(Path file, Duration sinceWritten, Duration sinceRead) throws IOException {
    Files.getFileAttributeView(file, BasicFileAttributeView.class)
        .setTimes(
            FileTime.from(NOW.minus(sinceWritten)), FileTime.from(NOW.minus(sinceRead)), null);
  }

  private static Sha256 sha256(String content) throws Exception {
    return Sha256.of(
        MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
  }
}
