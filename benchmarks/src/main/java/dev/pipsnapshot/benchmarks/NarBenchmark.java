package dev.pipsnapshot.benchmarks;

import dev.pipsnapshot.hasher.nar.NarHash;
import dev.pipsnapshot.hasher.nar.NarWriter;
import dev.pipsnapshot.hasher.nix.HashAlgorithm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** 32 MB of a directory that the kernel has in memory: as NAR, and hashed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NarBenchmark {
  private static final int BYTES = 32 << 20;

  /** How many files share these bytes. */
  @Param({"1", "64", "8192"})
  public int files;

  private Path directory = Path.of("");

  /** Writes the files. */
  @Setup
  public void makeDirectory() throws IOException {
    directory = Files.createTempDirectory("nar");
    byte[] content = new byte[BYTES / files];
    new Random(files).nextBytes(content);
    for (int i = 0; i < files; i++) {
      Files.write(directory.resolve("file-" + i), content);
    }
  }

  /** Removes them. */
  @TearDown
  public void deleteDirectory() throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(directory)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }

  /** The archive, which nobody keeps. */
  @Benchmark
  public void write() throws IOException {
    NarWriter.write(directory, OutputStream.nullOutputStream());
  }

  /** What Nix calls outputHash. */
  @Benchmark
  public NarHash hash() throws IOException {
    return NarHash.of(directory, HashAlgorithm.SHA256);
  }
}
