package dev.pipsnapshot.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the walks of docs/architecture.md against the classes that there are. */
final class ArchitecturePageTest {
  private static final Path PAGE = Path.of("../docs/architecture.md");

  /** Words in code that begin as names of classes do. */
  private static final Pattern CLASS =
      Pattern.compile("`([A-Z][A-Za-z]+[a-z][A-Za-z]*)(\\.[A-Z]\\w+)?`");

  @Test
  void namesClassesThatExist() throws IOException {
    Set<String> classes =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.pipsnapshot")
                .stream()
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());
    Set<String> named = new TreeSet<>();
    CLASS
        .matcher(Files.readString(PAGE))
        .results()
        .forEach(
            name -> {
              named.add(name.group(1));
              if (name.group(2) != null) {
                named.add(name.group(2).substring(1));
              }
            });
    assertThat(named).hasSizeGreaterThan(40).isSubsetOf(classes);
  }
}
