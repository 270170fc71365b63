package dev.pipsnapshot.integration.nix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.ExternalCommand;
import dev.pipsnapshot.integration.support.HashProgram;
import dev.pipsnapshot.integration.support.ProcessOutcome;
import dev.pipsnapshot.integration.support.RequiredTool;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NixAgreementIT {

  @TempDir Path directory;

  @BeforeEach
  void needsNix() {
    assertThat(RequiredTool.onPath("nix-hash")).isExecutable();
    assertThat(RequiredTool.onPath("nix-store")).isExecutable();
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "C.UTF-8"})
  void randomTreesHaveTheHashesOfNix(String locale) throws Exception {
    long seed = new Random().nextLong();
    var trees = new Object[40];
    for (int i = 0; i < trees.length; i++) {
      Path tree = Files.createDirectory(directory.resolve("tree" + i));
      new RandomTree(seed + i).fill(tree, 3);
      trees[i] = tree;
    }

    assertThat(line(snapshotHash(locale).with("--format", "base16").with(trees)))
        .as("seed %d", seed)
        .isEqualTo(line(nix("nix-hash").with("--type", "sha256").with(trees)));
    assertThat(line(snapshotHash(locale).with("--format", "nix32", "--type", "sha512").with(trees)))
        .as("seed %d", seed)
        .isEqualTo(line(nix("nix-hash").with("--type", "sha512", "--base32").with(trees)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "C.UTF-8"})
  void dumpsTheBytesOfNix(String locale) throws Exception {
    long seed = new Random().nextLong();
    Path tree = Files.createDirectory(directory.resolve("tree"));
    new RandomTree(seed).fill(tree, 5);

    Path ours = dump(snapshotHash(locale).with("--dump", tree), "ours.nar");
    Path theirs = dump(nix("nix-store").with("--dump", tree), "theirs.nar");

    assertThat(ours).as("seed %d", seed).hasSameBinaryContentAs(theirs);
  }

  @Test
  void storePathIsThatOfNix() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "content");
    String base32 = line(nix("nix-hash").with("--type", "sha256", "--base32", directory));
    String flat = line(nix("nix-hash").with("--type", "sha256", "--base32", "--flat", file));

    assertThat(line(snapshotHash("C").with("--store-path", "a-1.0", directory)))
        .isEqualTo(
            line(
                nix("nix-store")
                    .with("--print-fixed-path", "--recursive", "sha256", base32, "a-1.0")));
    assertThat(line(snapshotHash("C").with("--flat", "--store-path", "a-1.0", file)))
        .isEqualTo(line(nix("nix-store").with("--print-fixed-path", "sha256", flat, "a-1.0")));
  }

  @Test
  void sparseFileBeyondFourGibibytesHasTheHashOfNix() throws Exception {
    try (var file = new RandomAccessFile(directory.resolve("sparse").toFile(), "rw")) {
      file.setLength((4L << 30) + 5);
    }

    assertThat(line(snapshotHash("C").with("--format", "base16", directory)))
        .isEqualTo(line(nix("nix-hash").with("--type", "sha256", directory)));
  }

  @Test
  void refusesFifoWithStatusSixItsNameAndNoHash() {
    ExternalCommand.of("mkfifo", directory.resolve("pipe")).run().assertSucceeded();

    ProcessOutcome refused = snapshotHash("C").with(directory).run();

    assertThat(refused.exitCode()).isEqualTo(6);
    assertThat(refused.stdout()).isEmpty();
    assertThat(refused.stderr()).contains("/pipe'");
  }

  private Path dump(ExternalCommand command, String name) throws InterruptedException {
    Path archive = directory.resolve(name);
    Path stderr = directory.resolve(name + ".err");
    assertThat(command.start(archive, stderr).waitFor()).isZero();
    assertThat(stderr).isEmptyFile();
    return archive;
  }

  private static String line(ExternalCommand command) {
    return command.run().assertSucceeded().stdout().strip();
  }

  private static ExternalCommand snapshotHash(String locale) {
    return HashProgram.command().env("LC_ALL", locale);
  }

  private static ExternalCommand nix(String program) {
    return ExternalCommand.of(program).env("NIX_CONFIG", "substituters =");
  }
}
