package dev.pipsnapshot.fetcher.lock;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.fetcher.view.SnapshotIndex;
import dev.pipsnapshot.fetcher.view.Traffic;
import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.Exclusion;
import dev.pipsnapshot.proxy.index.InstallTarget;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.ViewedProject;
import dev.pipsnapshot.proxy.service.ServedFile;
import dev.pipsnapshot.proxy.service.gateway.ReadAhead;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Pages in memory, and the digests of files that their pages do not tell. */
final class FakeIndex implements SnapshotIndex {
  private final Map<ProjectName, List<ProjectFile>> files = new HashMap<>();
  private final Map<String, Sha256> digests = new HashMap<>();

  FakeIndex list(String project, ProjectFile file) {
    files.computeIfAbsent(ProjectName.parse(project), name -> new ArrayList<>()).add(file);
    return this;
  }

  FakeIndex contains(String filename, Sha256 digest) {
    digests.put(filename, digest);
    return this;
  }

  @Override
  public List<ProjectFile> shown(ProjectName project) {
    return files.getOrDefault(project, List.of());
  }

  @Override
  public Sha256 digest(ProjectName project, ProjectFile file) {
    return file.sha256().orElseGet(() -> digests.get(file.filename()));
  }

  @Override
  public URI indexUrl() {
    throw new UnsupportedOperationException();
  }

  @Override
  public URI indexUrl(InstallTarget target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public URI indexUrl(Cutoff cutoff) {
    throw new UnsupportedOperationException();
  }

  @Override
  public URI liveIndexUrl() {
    throw new UnsupportedOperationException();
  }

  @Override
  public ReadAhead readAhead() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void downloading(ProjectFile file) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<ServedFile> file(String filename) {
    return Optional.empty();
  }

  @Override
  public Optional<ViewedProject> viewed(ProjectName project) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Optional<ViewedProject>> viewing(ProjectName project) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Exclusion> hidden(ProjectName project) {
    return List.of();
  }

  @Override
  public List<Diagnostic> pageTroubles() {
    return List.of();
  }

  @Override
  public List<Diagnostic> fileTroubles() {
    return List.of();
  }

  @Override
  public Optional<Diagnostic> trouble(ProjectName project) {
    return Optional.empty();
  }

  @Override
  public Traffic traffic() {
    return new Traffic(0, 0);
  }

  @Override
  public void close() {}
}
