package dev.pipsnapshot.hasher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.pipsnapshot", importOptions = DoNotIncludeTests.class)
class ModuleRulesTest {
  @ArchTest
  static final ArchRule onlyCommandsKnowPicocli =
      noClasses()
          .that()
          .resideOutsideOfPackage("..cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule onlyCommandsWriteToStandardStreams =
      noClasses()
          .that()
          .resideOutsideOfPackage("..cli..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule onlyCommandsExit =
      noClasses()
          .that()
          .resideOutsideOfPackage("..cli..")
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule spellingsKnowNothingOfTrees =
      noClasses()
          .that()
          .resideInAPackage("..hasher.nix..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..hasher.nar..");

  @ArchTest
  static final ArchRule librariesDoNotKnowTheirCommands =
      noClasses()
          .that()
          .resideOutsideOfPackage("..cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..cli..");
}
