package dev.pipsnapshot.fetcher.run;

import dev.pipsnapshot.fetcher.dependencies.DependencyGraph;
import dev.pipsnapshot.fetcher.lock.Lock;
import dev.pipsnapshot.fetcher.lock.LockTarget;
import dev.pipsnapshot.fetcher.lock.LockedPackage;
import dev.pipsnapshot.fetcher.lock.PylockWriter;
import dev.pipsnapshot.fetcher.lock.RequirementsWriter;
import dev.pipsnapshot.fetcher.lock.Resolution;
import dev.pipsnapshot.fetcher.lock.Resolution.Python;
import dev.pipsnapshot.fetcher.output.OutputDirectory;
import dev.pipsnapshot.fetcher.pin.PinInputs;
import dev.pipsnapshot.fetcher.pin.PinnedPython;
import dev.pipsnapshot.fetcher.pip.Interpreter;
import dev.pipsnapshot.fetcher.pip.TargetMarkers;
import dev.pipsnapshot.fetcher.requirements.RequirementSet;
import dev.pipsnapshot.fetcher.view.FetchedFile;
import dev.pipsnapshot.fetcher.view.VersionDigests;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A fetch as a lock, of nothing but its inputs and its files: equal fetches, equal texts. */
final class FetchLock {
  private FetchLock() {}

  /**
   * The text of a lock.
   *
   * @param directory that of the files, wherever it is now
   */
  static String text(
      LockTarget target,
      FetchRequest request,
      RequirementSet requirements,
      FetchResult result,
      Path directory,
      Optional<VersionDigests> digests)
      throws IOException {
    Lock lock = of(request, requirements, result);
    return switch (target.format()) {
      case PYLOCK -> {
        Map<ProjectName, List<ProjectName>> graph =
            DependencyGraph.of(
                requirements.texts(),
                directory,
                TargetMarkers.of(result.interpreter(), request.pipOptions()));
        yield PylockWriter.write(
            lock.dependingOn(graph),
            TargetMarkers.marker(result.interpreter(), request.pipOptions()));
      }
      case REQUIREMENTS ->
          RequirementsWriter.write(lock, digests.map(VersionDigests::byProject).orElse(Map.of()));
    };
  }

  private static Lock of(FetchRequest request, RequirementSet requirements, FetchResult result) {
    List<LockedPackage> packages = new ArrayList<>();
    List<LockedPackage> buildRequires = new ArrayList<>();
    for (FetchedFile file : result.files()) {
      (file.isBuildRequirement() ? buildRequires : packages).add(LockedPackage.of(file));
    }
    return new Lock(
        packages, buildRequires, Optional.of(resolution(request, requirements, result)));
  }

  /** How the files of a fetch were decided on. */
  static Resolution resolution(
      FetchRequest request, RequirementSet requirements, FetchResult result) {
    Interpreter interpreter = result.interpreter();
    return new Resolution(
        OutputDirectory.LAYOUT,
        result.view(),
        request.buildCutoff(),
        result.pip().text(),
        new Python(interpreter.implementation(), interpreter.version(), interpreter.platform()),
        requirements.texts(),
        request.pipOptions().mainRun(),
        request
            .pinned()
            .map(
                pinned ->
                    new PinInputs(pinned, PinnedPython.of(interpreter, result.pip()))
                        .key()
                        .digest()),
        result.hash().hash());
  }
}
