package dev.pipsnapshot.proxy;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import java.util.ArrayList;
import java.util.List;

/** Holds the table of packages and the arrows among them; prose alone would not. */
@AnalyzeClasses(
    packages = "dev.pipsnapshot.proxy",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ProxyArchitectureTest {
  private static final String ROOT = "dev.pipsnapshot.proxy.";

  @ArchTest static final ArchRule nettyStaysInHttp = onlyIn("http", "io.netty..");

  @ArchTest static final ArchRule okHttpStaysInUpstream = onlyIn("upstream", "okhttp3..", "okio..");

  @ArchTest static final ArchRule picocliStaysInCli = onlyIn("cli", "picocli..");

  @ArchTest
  static final ArchRule parsersStayInTheCodec =
      onlyIn("index.codec", "com.fasterxml.jackson..", "org.jsoup..");

  @ArchTest
  static final ArchRule httpTouchesNoFileAndLooksUpNoName =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "http..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("java.nio.file..")
                  .or(named("java.io.File.*"))
                  .or(named("java.io.RandomAccessFile"))
                  .or(named("java.net.InetAddress"))
                  .or(named("java.net.Inet[46]Address")));

  @ArchTest
  static final ArchRule routeIsPure =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "route..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.nio.file..", "java.net..", "org.slf4j..")
                  .or(named("java.io.File.*")));

  @ArchTest
  static final ArchRule indexKnowsNoLibrary =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "index")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java..", "dev.pipsnapshot..", "org.jspecify..").negate());

  @ArchTest
  static final ArchRule onlyCliSpeaksToTheTerminalOrExits =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "cli..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule arrowsGoOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.pipsnapshot.proxy..")
          .withOptionalLayers(true)
          .layer("cli")
          .definedBy(ROOT + "cli..")
          .layer("http")
          .definedBy(ROOT + "http..")
          .layer("service")
          .definedBy(ROOT + "service..")
          .layer("upstream")
          .definedBy(ROOT + "upstream..")
          .layer("cache")
          .definedBy(ROOT + "cache..")
          .layer("wheel")
          .definedBy(ROOT + "wheel..")
          .layer("route")
          .definedBy(ROOT + "route..")
          .layer("codec")
          .definedBy(ROOT + "index.codec..")
          .layer("index")
          .definedBy(ROOT + "index")
          .layer("body")
          .definedBy(ROOT + "body..")
          .whereLayer("http")
          .mayOnlyAccessLayers("service", "route", "index", "body")
          .whereLayer("service")
          .mayOnlyAccessLayers("upstream", "cache", "wheel", "route", "codec", "index", "body")
          .whereLayer("upstream")
          .mayOnlyAccessLayers("codec", "index", "body")
          .whereLayer("cache")
          .mayOnlyAccessLayers("route", "index", "body") // of route: what an artifact is called
          .whereLayer("wheel")
          .mayNotAccessAnyLayer()
          .whereLayer("route")
          .mayOnlyAccessLayers("index")
          .whereLayer("codec")
          .mayOnlyAccessLayers("index")
          .whereLayer("index")
          .mayNotAccessAnyLayer()
          .whereLayer("body")
          .mayNotAccessAnyLayer()
          .ignoreDependency(resideInAPackage(ROOT + "cli.."), alwaysTrue())
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule nothingGoesInCircles =
      slices().matching(ROOT + "(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule pagesComeBeforeFilesAndBothBeforeTheGateway =
      downwards("service", "pages", "files", "gateway");

  @ArchTest
  static final ArchRule whatLiesOnDiskComesBeforeWhatIsOnItsWayThere =
      downwards("cache", "store", "flight", "upkeep");

  private static ArchRule onlyIn(String home, String... libraries) {
    ClassesShouldConjunction rule =
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + home + "..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(libraries));
    return rule.allowEmptyShould(true);
  }

  /** The package itself knows none of its parts, and each part none of those after it. */
  private static ArchRule downwards(String whole, String... parts) {
    String prefix = ROOT + whole;
    var layers =
        layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(prefix + "..")
            .layer(whole)
            .definedBy(prefix)
            .whereLayer(whole)
            .mayNotAccessAnyLayer();
    var below = new ArrayList<String>(List.of(whole));
    for (String part : parts) {
      layers =
          layers
              .layer(part)
              .definedBy(prefix + "." + part + "..")
              .whereLayer(part)
              .mayOnlyAccessLayers(below.toArray(String[]::new));
      below.add(part);
    }
    return layers;
  }

  private static DescribedPredicate<JavaClass> named(String regex) {
    return nameMatching(regex).forSubtype();
  }
}
