package dev.pipsnapshot.fetcher.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pipsnapshot.fetcher.failure.OptionRefused;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldVersionsTest {
  private static final Set<ProjectName> FLASK = Set.of(ProjectName.parse("flask"));
  private static final Lock LOCK =
      new Lock(
          List.of(
              SampleLocks.wheel("flask", "1.1.2"),
              SampleLocks.sdist("docopt", "0.6.2"),
              SampleLocks.wheel("click", "7.1"),
              SampleLocks.archive("tool", "tool-1.zip")),
          List.of(SampleLocks.wheel("setuptools", "56.0.0")),
          Optional.empty());

  @TempDir private Path directory;

  @Test
  void areAllButTheReleasedOnesOfAPylock() throws IOException {
    assertThat(held("pylock.toml", PylockWriter.write(LOCK)).except(FLASK))
        .containsExactly("click==7.1", "docopt==0.6.2");
  }

  @Test
  void areAllButTheReleasedOnesOfRequirements() throws IOException {
    assertThat(held("lock.txt", RequirementsWriter.write(LOCK)).except(FLASK))
        .containsExactly("click==7.1", "docopt==0.6.2");
  }

  @Test
  void areNotToldOfAProjectThatIsNotThere() {
    assertThatExceptionOfType(OptionRefused.class)
        .isThrownBy(
            () ->
                held("pylock.toml", PylockWriter.write(LOCK))
                    .except(Set.of(ProjectName.parse("flaks"))))
        .withMessageContaining("no version of flaks");
  }

  private HeldVersions held(String name, String text) throws IOException {
    return HeldVersions.in(LockTarget.of(Files.writeString(directory.resolve(name), text)));
  }
}
