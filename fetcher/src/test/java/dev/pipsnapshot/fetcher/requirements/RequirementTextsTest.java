package dev.pipsnapshot.fetcher.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequirementTextsTest {
  @TempDir private Path folder;

  @Test
  void whatIsUnfoldedSaysTheSame() throws Exception {
    Files.writeString(
        folder.resolve("all.txt"),
        "# all\nsix \\\n  ==1.0  # why\n-r sub/base.txt\n--pre\nflask[async]; python_version > '3'\n");
    Files.createDirectory(folder.resolve("sub"));
    Files.writeString(folder.resolve("sub/base.txt"), "attrs\n-c limits.txt\n");
    Files.writeString(folder.resolve("sub/limits.txt"), "attrs<20\n");
    Files.writeString(folder.resolve("limits.txt"), "six<2\n");
    List<String> texts =
        scan(
            new RequirementSources(
                List.of("click>=7", "wheel"),
                List.of(folder.resolve("all.txt"), folder.resolve("sub/base.txt")),
                List.of(folder.resolve("limits.txt"))));

    RequirementSources unfolded =
        RequirementTexts.unfold(Files.createDirectory(folder.resolve("new")), texts);

    assertThat(withoutNames(scan(unfolded))).isEqualTo(withoutNames(texts));
    assertThat(unfolded.arguments()).containsExactly("click>=7", "wheel");
    assertThat(unfolded.files()).hasSize(2);
    assertThat(unfolded.constraints()).hasSize(1);
    assertThat(RequirementTexts.isBalanced(texts)).isTrue();
  }

  @Test
  void whatDoesNotFitTogetherIsRefused() {
    for (List<String> texts :
        List.of(
            List.of("}"), List.of("-r {"), List.of("-r {", "-c {", "}"), List.of("}", "-r {"))) {
      assertThat(RequirementTexts.isBalanced(texts)).as("%s", texts).isFalse();
      assertThatThrownBy(() -> RequirementTexts.unfold(folder, texts))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static List<String> scan(RequirementSources sources) {
    return new RequirementScanner(Set.of()).scan(sources).texts();
  }

  private static List<String> withoutNames(List<String> texts) {
    return texts.stream().map(text -> text.replaceFirst("^(-[rc]) [^{].*", "$1")).toList();
  }
}
