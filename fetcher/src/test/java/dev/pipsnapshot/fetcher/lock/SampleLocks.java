package dev.pipsnapshot.fetcher.lock;

import dev.pipsnapshot.fetcher.lock.LockedFile.Kind;
import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.hasher.nix.NixHash;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.MissingTimePolicy;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.index.YankPolicy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Locks to write, and to read again. */
final class SampleLocks {
  static final String PLACE = "https://files.example.org/packages/";

  private SampleLocks() {}

  static Sha256 digest(String seed) {
    return Sha256.hash(seed.getBytes(StandardCharsets.UTF_8));
  }

  static LockedPackage wheel(String project, String version) {
    String filename = project + "-" + version + "-py3-none-any.whl";
    return locked(
        project,
        version,
        new LockedFile(
            Kind.WHEEL,
            filename,
            URI.create(PLACE + filename),
            OptionalLong.of(1234),
            digest(filename),
            Optional.of(Instant.parse("2021-04-30T23:59:59.123456Z"))));
  }

  static LockedPackage sdist(String project, String version) {
    String filename = project + "-" + version + ".tar.gz";
    return locked(
        project,
        version,
        new LockedFile(
            Kind.SDIST,
            filename,
            URI.create(PLACE + filename),
            OptionalLong.of(77),
            digest(filename),
            Optional.empty()));
  }

  static LockedPackage archive(String project, String filename) {
    return new LockedPackage(
        ProjectName.parse(project),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new LockedFile(
            Kind.ARCHIVE,
            filename,
            URI.create(PLACE + filename),
            OptionalLong.empty(),
            digest(filename),
            Optional.of(Instant.parse("2021-04-30T23:59:59Z"))));
  }

  static Resolution resolution() {
    return new Resolution(
        1,
        new SnapshotView(
            Optional.of(new Cutoff(Instant.parse("2021-05-01T00:00:00Z"))),
            Map.of(ProjectName.parse("torch"), new Cutoff(Instant.parse("2023-01-01T00:00:00Z"))),
            YankPolicy.HONOUR,
            MissingTimePolicy.REFUSE,
            Map.of(ProjectName.parse("torch"), MissingTimePolicy.SHOW)),
        Optional.of(new Cutoff(Instant.parse("2022-01-01T00:00:00Z"))),
        "23.0.1",
        new Resolution.Python("CPython", "3.11.7", "linux-x86_64"),
        List.of("flask>=1; python_version >= \"3\"", "# \"odd\" \\ \u00e9\u0001"),
        List.of("--only-binary=:all:"),
        Optional.of(digest("inputs")),
        NixHash.of(digest("directory")));
  }

  static Lock complete() {
    return new Lock(
        List.of(
            wheel("flask", "1.1.2")
                .dependingOn(List.of(ProjectName.parse("tool"), ProjectName.parse("docopt"))),
            sdist("docopt", "0.6.2"),
            archive("tool", "v1.zip").dependingOn(List.of())),
        List.of(wheel("setuptools", "56.0.0"), wheel("setuptools", "40.0.0")),
        Optional.of(resolution()));
  }

  private static LockedPackage locked(String project, String version, LockedFile file) {
    return new LockedPackage(
        ProjectName.parse(project),
        Optional.of(version),
        Optional.of(">=3.6"),
        Optional.empty(),
        file);
  }
}
