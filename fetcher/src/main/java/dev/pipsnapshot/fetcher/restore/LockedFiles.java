package dev.pipsnapshot.fetcher.restore;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import dev.pipsnapshot.fetcher.failure.LockedFilesUnavailable;
import dev.pipsnapshot.fetcher.lock.Lock;
import dev.pipsnapshot.fetcher.lock.LockedFile;
import dev.pipsnapshot.fetcher.lock.LockedPackage;
import dev.pipsnapshot.fetcher.view.FetchedFile;
import dev.pipsnapshot.proxy.LocalArtifacts;
import dev.pipsnapshot.proxy.cache.CachedBody;
import dev.pipsnapshot.proxy.service.ServedFile;
import dev.pipsnapshot.proxy.service.files.FileUnavailableException;
import dev.pipsnapshot.proxy.service.files.KnownFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts the files of a lock into a directory, many at a time. */
final class LockedFiles {
  /** As many as one host is asked for at once. */
  private static final int AT_ONCE = 16;

  private final LocalArtifacts artifacts;
  private final Consumer<ServedFile> listener;

  LockedFiles(LocalArtifacts artifacts, Consumer<ServedFile> listener) {
    this.artifacts = artifacts;
    this.listener = listener;
  }

  /**
   * Fills {@code staging}, which is empty.
   *
   * @throws LockedFilesUnavailable once all files have been tried, if some are not to be had
   */
  List<FetchedFile> into(Path staging, Lock lock) throws IOException, InterruptedException {
    List<Callable<FetchedFile>> copies = new ArrayList<>();
    for (LockedPackage locked : lock.packages()) {
      copies.add(() -> copy(locked, staging, locked.file().filename()));
    }
    if (!lock.buildRequires().isEmpty()) {
      Files.createDirectory(staging.resolve(FetchedFile.BUILD_REQUIRES));
    }
    for (LockedPackage locked : lock.buildRequires()) {
      copies.add(
          () -> copy(locked, staging, FetchedFile.BUILD_REQUIRES + "/" + locked.file().filename()));
    }
    return all(copies);
  }

  private static List<FetchedFile> all(List<Callable<FetchedFile>> copies)
      throws IOException, InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<FetchedFile> files = new ArrayList<>();
      SortedMap<String, Diagnostic> troubles = new TreeMap<>();
      for (Future<FetchedFile> copy : executor.invokeAll(copies)) {
        collect(copy, files, troubles);
      }
      if (!troubles.isEmpty()) {
        throw LockedFilesUnavailable.of(troubles);
      }
      files.sort(Comparator.comparing(FetchedFile::path));
      return files;
    } finally {
      executor.shutdownNow();
    }
  }

  private static void collect(
      Future<FetchedFile> copy, List<FetchedFile> files, SortedMap<String, Diagnostic> troubles)
      throws IOException, InterruptedException {
    try {
      files.add(copy.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Missing missing) {
        troubles.put(missing.filename, missing.why);
      } else if (e.getCause() instanceof IOException broken) {
        throw broken;
      } else {
        throw new IllegalStateException(e.getCause());
      }
    }
  }

  private FetchedFile copy(LockedPackage locked, Path staging, String path)
      throws IOException, InterruptedException {
    LockedFile file = locked.file();
    try {
      CachedBody.ServedFrom servedFrom =
          artifacts.copy(
              new KnownFile(locked.name(), file.filename(), file.url(), file.digest(), file.size()),
              staging.resolve(path));
      long size = Files.size(staging.resolve(path));
      requireSize(file, size);
      listener.accept(
          new ServedFile(
              locked.name(),
              file.filename(),
              file.digest(),
              file.url(),
              size,
              file.uploadTime(),
              locked.requiresPython(),
              servedFrom));
      return new FetchedFile(
          Optional.of(locked.name()),
          path,
          file.digest(),
          size,
          file.uploadTime(),
          locked.requiresPython(),
          file.url(),
          servedFrom);
    } catch (FileUnavailableException e) {
      throw new Missing(file.filename(), e.diagnostic(), e);
    }
  }

  /** The cache compares it only where it downloads; the answer is to be the same if it need not. */
  private static void requireSize(LockedFile file, long size) {
    if (file.size().isPresent() && file.size().getAsLong() != size) {
      throw new Missing(
          file.filename(),
          Diagnostic.of(
                  Category.MISMATCH,
                  "locked-size-mismatch",
                  "the file with that digest has another size than the lock says")
              .withContext(
                  List.of(
                      "locked: " + file.size().getAsLong() + " bytes",
                      "is:     " + size + " bytes"))
              .withHint("see who changed the lock, or lock again"),
          null);
    }
  }

  /** Carries a file's name out of a thread. */
  private static final class Missing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String filename;
    private final transient Diagnostic why;

    private Missing(String filename, Diagnostic why, @Nullable Throwable cause) {
      super(cause);
      this.filename = filename;
      this.why = why;
    }
  }
}
