package dev.pipsnapshot.fetcher.ahead;

import dev.pipsnapshot.fetcher.dependencies.Dependency;
import dev.pipsnapshot.fetcher.view.SnapshotIndex;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.ViewedProject;
import dev.pipsnapshot.proxy.service.ServedFile;
import dev.pipsnapshot.proxy.service.gateway.ReadAhead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * Gets pages, metadata and files before pip asks for them, following the dependencies of the file
 * that pip will probably take of each project. pip asks for one thing at a time, and thinks long in
 * between. A wrong guess costs bytes, within a bound, and changes nothing: only what pip asks for
 * is given to it. Thread-safe; never blocks.
 */
public final class LookAhead implements AutoCloseable {
  /** As many at once as an index may be asked for without being a nuisance. */
  private static final int PAGES_AT_ONCE = 6;

  private static final int FILES_AT_ONCE = 6;
  private static final int MAX_PROJECTS = 500;
  private static final long MAX_BYTES = 64L << 20;
  private static final long UNKNOWN_SIZE = 4L << 20;

  private final SnapshotIndex index;
  private final ReadAhead ahead;
  private final PipRunInputs inputs;
  private final LikelyFile likely;
  private final TaskQueue pages = new TaskQueue(PAGES_AT_ONCE);
  private final TaskQueue files = new TaskQueue(FILES_AT_ONCE);

  // Guarded by this.
  private final Map<ProjectName, ExpectedProject> expectations = new HashMap<>();
  private final Map<String, Long> notTaken = new HashMap<>();
  private final Queue<Runnable> forLater = new ArrayDeque<>();
  private boolean closed;

  /** Looks ahead of a pip of which so much is known. */
  public LookAhead(SnapshotIndex index, PipRunInputs inputs) {
    this.index = index;
    this.ahead = index.readAhead();
    this.inputs = inputs;
    this.likely = inputs.likelyFile();
  }

  /** Begins with what pip is asked for. */
  public void begin() {
    inputs.requirements().forEach(this::want);
  }

  /** pip takes a file. */
  public void taken(ServedFile file) {
    Optional<ProjectFile> other = Optional.empty();
    List<Runnable> now = new ArrayList<>();
    synchronized (this) {
      notTaken.remove(file.filename());
      ExpectedProject expectation = expectations.get(file.project());
      if (expectation != null) {
        other = expectation.chosenByPip(file.filename());
      }
      while (!forLater.isEmpty() && waitingBytes() < MAX_BYTES) {
        now.add(forLater.remove());
      }
    }
    other.ifPresent(chosen -> readStored(file.project(), chosen));
    now.forEach(Runnable::run);
  }

  /** Starts nothing more; what is under way may end. */
  @Override
  public synchronized void close() {
    closed = true;
    forLater.clear();
    pages.close();
    files.close();
  }

  private void want(Dependency wanted) {
    boolean first;
    Optional<ProjectFile> chosen = Optional.empty();
    List<Dependency> more = List.of();
    synchronized (this) {
      ExpectedProject known = expectations.get(wanted.project());
      first = known == null;
      if (closed || (first && expectations.size() >= MAX_PROJECTS)) {
        return;
      }
      ExpectedProject expectation =
          expectations.computeIfAbsent(
              wanted.project(),
              project -> new ExpectedProject(project, inputs.constraintsOn(project)));
      boolean moreExtras = !expectation.extras().containsAll(wanted.extras());
      expectation.add(wanted);
      if (!first) {
        chosen = expectation.choose(likely);
        if (moreExtras) {
          more = counting(expectation);
        }
      }
    }
    if (first) {
      pages.submit(() -> page(wanted.project()));
    }
    chosen.ifPresent(file -> get(wanted.project(), file));
    more.forEach(this::want);
  }

  private CompletableFuture<Void> page(ProjectName project) {
    var looked =
        index
            .viewing(project)
            .thenAccept(viewed -> viewed.ifPresent(page -> listed(project, page)));
    return CompletableFuture.allOf(looked, ahead.page(inputs.target(), project, inputs.format()));
  }

  private void listed(ProjectName project, ViewedProject page) {
    if (!(page instanceof ViewedProject.Shown shown) || !inputs.guessesFiles()) {
      return;
    }
    Optional<ProjectFile> chosen;
    synchronized (this) {
      ExpectedProject expectation = expectations.get(project);
      if (expectation == null) {
        return;
      }
      expectation.files(shown.detail().files());
      chosen = expectation.choose(likely);
    }
    chosen.ifPresent(file -> get(project, file));
  }

  private void get(ProjectName project, ProjectFile file) {
    boolean wheel = file.filename().endsWith(".whl");
    if (wheel && inputs.asksForMetadata()) {
      files.submit(
          () ->
              ahead
                  .advertisedMetadata(project, file)
                  .thenAccept(found -> found.ifPresent(text -> follow(project, file, text))));
    }
    Runnable download = () -> files.submit(() -> download(project, file));
    synchronized (this) {
      long size = file.size().orElse(UNKNOWN_SIZE);
      if (size > MAX_BYTES || index.file(file.filename()).isPresent()) {
        return;
      }
      notTaken.put(file.filename(), size);
      if (waitingBytes() > MAX_BYTES) {
        forLater.add(download);
        return;
      }
    }
    download.run();
  }

  private CompletableFuture<Void> download(ProjectName project, ProjectFile file) {
    return ahead
        .file(project, file, () -> index.downloading(file))
        .thenAccept(
            there -> {
              if (there) {
                readStored(project, file);
              }
            });
  }

  private void readStored(ProjectName project, ProjectFile file) {
    boolean known;
    synchronized (this) {
      ExpectedProject expectation = expectations.get(project);
      known = expectation == null || !expectation.dependencies().isEmpty();
    }
    if (!known && file.filename().endsWith(".whl")) {
      files.submit(
          () ->
              ahead.storedMetadata(project, file).thenAccept(text -> follow(project, file, text)));
    }
  }

  private void follow(ProjectName project, ProjectFile file, byte[] metadata) {
    if (!inputs.followsDependencies()) {
      return;
    }
    List<Dependency> found = Dependency.of(new String(metadata, StandardCharsets.UTF_8));
    List<Dependency> wanted = List.of();
    synchronized (this) {
      ExpectedProject expectation = expectations.get(project);
      if (expectation != null && expectation.isChosen(file)) {
        expectation.dependencies(found);
        wanted = counting(expectation);
      }
    }
    wanted.forEach(this::want);
  }

  private List<Dependency> counting(ExpectedProject expectation) {
    return expectation.dependencies().stream()
        .filter(one -> one.counts(inputs.environment(), expectation.extras()))
        .toList();
  }

  private long waitingBytes() {
    return notTaken.values().stream().mapToLong(Long::longValue).sum();
  }
}
