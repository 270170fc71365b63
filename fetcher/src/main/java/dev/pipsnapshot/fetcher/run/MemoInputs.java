package dev.pipsnapshot.fetcher.run;

import dev.pipsnapshot.fetcher.memo.MemoKey;
import dev.pipsnapshot.fetcher.output.OutputDirectory;
import dev.pipsnapshot.fetcher.pip.Interpreter;
import dev.pipsnapshot.fetcher.pip.Pip;
import dev.pipsnapshot.fetcher.pip.PipEnvironment;
import dev.pipsnapshot.fetcher.pip.PipVersion;
import dev.pipsnapshot.fetcher.requirements.RequirementSet;
import dev.pipsnapshot.fetcher.run.FetchRequest.Wish;
import dev.pipsnapshot.proxy.index.SnapshotView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** Everything that decides which files a fetch gives. */
final class MemoInputs {
  private MemoInputs() {}

  static MemoKey key(
      FetchRequest request,
      RequirementSet requirements,
      Interpreter interpreter,
      PipVersion pip,
      PipEnvironment environment) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("layout", String.valueOf(OutputDirectory.LAYOUT));
    inputs.put("view", request.index().view().map(SnapshotView::fingerprint).orElse(""));
    request.buildCutoff().ifPresent(cutoff -> inputs.put("build-cutoff", cutoff.toString()));
    inputs.put("index", request.index().upstreams().fingerprint());
    inputs.put("requirements", requirements.texts());
    inputs.put("options", request.pipOptions().mainRun());
    inputs.put("direct-hosts", new TreeSet<>(request.directHosts()));
    inputs.put("build-requires", request.wishes().contains(Wish.BUILD_REQUIRES));
    inputs.put("executable", interpreter.executable().toString());
    inputs.put("interpreter", interpreter.facts());
    inputs.put("pip", pip.text());
    // A distribution may patch the pip that it installs without another version.
    inputs.put(
        "pip-location",
        request.python().pip().isPresent()
            ? "index"
            : interpreter.pip().map(Pip.Installed::location).map(Object::toString).orElse(""));
    inputs.put("tool-chain", environment.toolChain());
    return MemoKey.of(inputs);
  }
}
