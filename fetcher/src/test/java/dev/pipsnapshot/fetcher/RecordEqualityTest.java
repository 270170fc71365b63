package dev.pipsnapshot.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds records that write their own equals to all of their components, also those to come. */
final class RecordEqualityTest {
  @Test
  void noComponentIsForgotten() {
    List<String> written = new ArrayList<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.pipsnapshot")) {
      if (type.isRecord()) {
        JavaMethod equals = type.getMethod("equals", Object.class);
        Set<String> compared =
            equals.getFieldAccesses().stream()
                .map(JavaFieldAccess::getName)
                .collect(Collectors.toSet());
        // One that the compiler generates leaves it to the virtual machine.
        if (!compared.isEmpty()) {
          written.add(type.getSimpleName());
          assertThat(compared).as(type.getName()).containsAll(components(type));
        }
      }
    }
    assertThat(written).contains("PageVariant", "ProjectView", "FileState", "ByContent");
  }

  private static Set<String> components(JavaClass type) {
    return type.getFields().stream()
        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
        .map(field -> field.getName())
        .collect(Collectors.toSet());
  }
}
