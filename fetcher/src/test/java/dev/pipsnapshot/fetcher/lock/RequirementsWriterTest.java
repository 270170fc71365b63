package dev.pipsnapshot.fetcher.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RequirementsWriterTest {
  @Test
  void writesOneHashForEachFile() {
    assertThat(RequirementsWriter.write(SampleLocks.complete()))
        .isEqualTo(
            """
            # As of 2021-05-01T00:00:00Z, by pip 23.0.1 on CPython 3.11.7, linux-x86_64.
            docopt==0.6.2 \\
                --hash=sha256:%s
            flask==1.1.2 \\
                --hash=sha256:%s
            tool @ https://files.example.org/packages/v1.zip \\
                --hash=sha256:%s
            """
                .formatted(
                    SampleLocks.digest("docopt-0.6.2.tar.gz"),
                    SampleLocks.digest("flask-1.1.2-py3-none-any.whl"),
                    SampleLocks.digest("v1.zip")));
  }

  @Test
  void writesHashesInOrder() {
    var lock = new Lock(List.of(SampleLocks.wheel("flask", "1.1.2")), List.of(), Optional.empty());
    SortedSet<Sha256> digests =
        new TreeSet<>(
            List.of(SampleLocks.digest("1"), SampleLocks.digest("2"), SampleLocks.digest("3")));
    var others = Map.of(ProjectName.parse("flask"), digests);

    String text = RequirementsWriter.write(lock, others);

    assertThat(text.lines().skip(1).map(line -> line.replace(" \\", ""))).hasSize(4).isSorted();
  }
}
