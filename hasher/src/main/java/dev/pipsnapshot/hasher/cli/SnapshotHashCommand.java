package dev.pipsnapshot.hasher.cli;

import dev.pipsnapshot.cli.CommonOptions;
import dev.pipsnapshot.cli.ExitStatus;
import dev.pipsnapshot.cli.OutputFailedException;
import dev.pipsnapshot.hasher.nar.FlatHash;
import dev.pipsnapshot.hasher.nar.NarException;
import dev.pipsnapshot.hasher.nar.NarHash;
import dev.pipsnapshot.hasher.nar.NarWriter;
import dev.pipsnapshot.hasher.nix.HashAlgorithm;
import dev.pipsnapshot.hasher.nix.HashFormat;
import dev.pipsnapshot.hasher.nix.HashMismatchException;
import dev.pipsnapshot.hasher.nix.IngestionMethod;
import dev.pipsnapshot.hasher.nix.NixHash;
import dev.pipsnapshot.hasher.nix.StoreName;
import dev.pipsnapshot.hasher.nix.StorePath;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the hashes of paths as Nix would, and checks them. */
@Command(
    name = "snapshot-hash",
    header = "hash files and directories as Nix does",
    sortOptions = false,
    description = {
      "Hash files and directories as Nix does: the hash of the path's Nix archive (NAR), which is"
          + " what outputHash of a fixed-output derivation is.",
      "Prints one line for each PATH, or nothing at all if one of them fails."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  snapshot-hash wheels/                      the SRI hash of a directory",
      "  snapshot-hash --format nix32 a b           two hashes, like nix-hash --base32",
      "  snapshot-hash --flat requirements.txt      the hash of a file's bytes alone",
      "  snapshot-hash --expect sha256-... wheels/  exit code 5 if the hash is another",
      "  snapshot-hash --store-path reqs wheels/    the /nix/store path it gets",
      "  snapshot-hash --dump wheels/ > wheels.nar  the archive itself"
    })
final class SnapshotHashCommand implements Callable<Integer> {
  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "${COMPLETION-CANDIDATES}. Default: the type of --expect, or else sha256.")
  private @Nullable HashAlgorithm type;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "sri",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private HashFormat format = HashFormat.SRI;

  @Option(names = "--flat", description = "Hash the bytes of a file, without an archive around.")
  private boolean flat;

  @Option(names = "--dump", description = "Write the archive to standard output; hash nothing.")
  private boolean dump;

  @Option(
      names = "--expect",
      paramLabel = "HASH",
      description = "Fail unless every PATH has this hash, in any spelling that Nix knows.")
  private @Nullable String expect;

  @Option(
      names = "--store-path",
      paramLabel = "NAME",
      description =
          "Print the store path of a fixed-output derivation with this name and the hash of PATH.")
  private @Nullable String storePath;

  @Option(names = "--json", description = "Print a JSON array with every spelling, size and path.")
  private boolean json;

  /** Read by the runner; hashing itself logs nothing. */
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private final CommonOptions common = new CommonOptions();

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      converter = PathArgument.class,
      description = "What to hash. A symbolic link is not followed unless it ends in '/'.")
  private List<Path> paths = new ArrayList<>();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (dump) {
      dump();
      return ExitStatus.OK.code();
    }
    Optional<NixHash> expected = Optional.ofNullable(expect).map(this::expectedHash);
    Optional<StoreName> name = Optional.ofNullable(storePath).map(StoreName::parse);
    if (name.isPresent()) {
      requireOnePath("--store-path");
    }
    HashAlgorithm algorithm =
        expected
            .map(NixHash::algorithm)
            .orElseGet(() -> type == null ? HashAlgorithm.SHA256 : type);
    List<HashReport> reports = new ArrayList<>();
    for (Path path : paths) {
      HashReport report = report(path, algorithm, name);
      expected.ifPresent(hash -> requireEqual(hash, report));
      reports.add(report);
    }
    print(reports);
    return ExitStatus.OK.code();
  }

  private void dump() throws IOException {
    if (flat || json || expect != null || storePath != null || type != null) {
      throw usage("--dump goes with none of --flat, --json, --type, --expect, --store-path");
    }
    requireOnePath("--dump");
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    try {
      NarWriter.write(paths.get(0), out);
    } catch (NarException e) {
      throw e;
    } catch (IOException e) {
      throw new OutputFailedException(e);
    }
  }

  private NixHash expectedHash(String text) {
    if (type != null) {
      return NixHash.parse(text, type);
    }
    return NixHash.namesAlgorithm(text)
        ? NixHash.parse(text)
        : NixHash.parse(text, HashAlgorithm.SHA256);
  }

  private HashReport report(Path path, HashAlgorithm algorithm, Optional<StoreName> name)
      throws IOException {
    IngestionMethod method = flat ? IngestionMethod.FLAT : IngestionMethod.RECURSIVE;
    NixHash hash;
    long size;
    if (flat) {
      FlatHash of = FlatHash.of(path, algorithm);
      hash = of.hash();
      size = of.size();
    } else {
      NarHash of = NarHash.of(path, algorithm);
      hash = of.hash();
      size = of.size();
    }
    return new HashReport(
        path, method, hash, size, name.map(known -> StorePath.fixedOutput(known, method, hash)));
  }

  private static void requireEqual(NixHash specified, HashReport report) {
    if (!report.hash().equals(specified)) {
      throw new HashMismatchException(report.displayPath(), specified, report.hash());
    }
  }

  private void print(List<HashReport> reports) throws OutputFailedException {
    PrintWriter out = commandSpec().commandLine().getOut();
    if (json) {
      out.println(
          reports.stream().map(HashReport::json).collect(Collectors.joining(",\n ", "[", "]")));
    } else {
      reports.forEach(report -> out.println(report.line(format)));
    }
    OutputFailedException.requireWritten(out);
  }

  private void requireOnePath(String option) {
    if (paths.size() != 1) {
      throw usage(option + " takes one PATH, not " + paths.size());
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(commandSpec().commandLine(), message);
  }

  private CommandSpec commandSpec() {
    if (spec == null) {
      throw new IllegalStateException("not run by picocli");
    }
    return spec;
  }
}
