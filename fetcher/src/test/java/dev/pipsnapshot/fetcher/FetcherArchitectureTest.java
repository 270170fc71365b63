package dev.pipsnapshot.fetcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.pipsnapshot.proxy.LocalProxy;

/** Holds what each package may know. */
@AnalyzeClasses(
    packages = "dev.pipsnapshot.fetcher",
    importOptions = ImportOption.DoNotIncludeTests.class)
class FetcherArchitectureTest {
  private static final String CLI = "dev.pipsnapshot.fetcher.cli..";

  /** Both ways to a directory, and what stands on them. */
  private static final String[] WHOLE = {
    "..fetcher.run..", "..fetcher.restore..", "..fetcher.check..", "..fetcher.report..", CLI
  };

  @ArchTest
  static final ArchRule onlyCommandsParseArguments =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("picocli..", "dev.pipsnapshot.proxy.cli..");

  @ArchTest
  static final ArchRule onlyCommandsTouchTheStandardStreams =
      noClasses().that().resideOutsideOfPackage(CLI).should(ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule onlyCommandsExit =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "addShutdownHook", Thread.class);

  /** It costs a second of processor time, for clients that a fetch does not have. */
  @ArchTest
  static final ArchRule noFetchWarmsUpAServerThatEndsWithIt =
      noClasses().should().callMethod(LocalProxy.class, "warmUpWhileIdle");

  @ArchTest
  static final ArchRule nothingReadsTheEnvironmentBehindItsCaller =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class);

  @ArchTest
  static final ArchRule packagesFormNoCycles =
      slices().matching("dev.pipsnapshot.fetcher.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule partsDoNotKnowTheWhole =
      noClasses()
          .that()
          .resideOutsideOfPackages(WHOLE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(WHOLE);

  @ArchTest
  static final ArchRule aFetchKnowsNothingOfWhatStandsOnIt =
      noClasses()
          .that()
          .resideInAPackage("..fetcher.run..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..fetcher.restore..", "..fetcher.check..", "..fetcher.report..", CLI);
}
