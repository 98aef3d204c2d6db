package io.millrace;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.originOwner;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between the packages; each package's own page says the same in words. */
class ArchitectureTest {

  private static final JavaClasses MILLRACE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.millrace");

  private static final List<String> JDK = List.of("java..");
  private static final List<String> MODEL = List.of("io.millrace.pipeline..");
  private static final List<String> JACKSON = List.of("com.fasterxml.jackson..");
  private static final List<String> SPARK =
      List.of(
          "org.apache.spark..",
          "org.apache.hadoop..",
          "org.apache.parquet..",
          "org.antlr.v4..",
          "scala..");
  private static final List<String> DEEQU = List.of("com.amazon.deequ..", "software.amazon.glue..");
  private static final List<String> AWS = List.of("software.amazon.awssdk..");
  private static final List<String> DELTA = List.of("io.delta..");

  static Stream<Arguments> arrows() {
    return Stream.of(
        arrow("pipeline", List.of(JDK)),
        arrow("config", List.of(JDK, MODEL, JACKSON)),
        arrow("plan", List.of(JDK, MODEL, JACKSON)),
        arrow("aws", List.of(JDK, MODEL, JACKSON, AWS)),
        arrow("journal", List.of(JDK, MODEL, JACKSON)),
        // Lineage tells of columns what the plan knows of them.
        arrow(
            "report",
            List.of(JDK, MODEL, JACKSON, List.of("io.millrace.journal..", "io.millrace.plan.."))),
        // A lake in S3 keeps its lease there.
        arrow("lease", List.of(JDK, MODEL, JACKSON, List.of("io.millrace.aws.."))),
        // Reading brings values to their declared types, as a cast does.
        arrow("cdc", List.of(JDK, MODEL, SPARK, List.of("io.millrace.transform.."))),
        // A date in text is the same to a check as to a column.
        arrow("quality", List.of(JDK, MODEL, SPARK, DEEQU, List.of("io.millrace.transform.."))),
        arrow("transform", List.of(JDK, MODEL, SPARK, List.of("javax.crypto.."))),
        arrow("history", List.of(JDK, MODEL, SPARK)),
        // The lake keeps batches and the journal, and applies change sets.
        arrow(
            "lake",
            List.of(
                JDK,
                MODEL,
                SPARK,
                DELTA,
                List.of("io.millrace.cdc..", "io.millrace.history..", "io.millrace.journal.."))),
        arrow("warehouse", List.of(JDK, MODEL, SPARK, JACKSON)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("arrows")
  void aPackageUsesOnlyWhatItsPageSays(String name, List<String> allowed) {
    String itself = "io.millrace." + name + "..";
    String[] all = Stream.concat(allowed.stream(), Stream.of(itself)).toArray(String[]::new);
    classes()
        .that(resideInAPackage(itself))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(all))
        .allowEmptyShould(true)
        .check(MILLRACE);
  }

  @Test
  void onlyTheLakeKnowsDelta() {
    noneBut("lake", resideInAnyPackage("io.delta.."));
  }

  @Test
  void onlyQualityKnowsDeequ() {
    noneBut("quality", resideInAnyPackage("com.amazon.deequ..", "software.amazon.glue.."));
  }

  /** So that nothing is committed by a run that has lost its lease. */
  @Test
  void whateverIsCommittedToATableOfTheLakePassesTheFence() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.millrace.lake.DeltaFolder")
        .should()
        .callMethodWhere(
            target(owner(assignableTo("org.apache.spark.sql.delta.OptimisticTransaction")))
                .and(target(nameMatching("commit.*"))))
        .orShould()
        .callMethodWhere(
            target(owner(assignableTo("io.delta.tables.DeltaMergeBuilder")))
                .and(target(nameMatching("execute.*"))))
        .orShould()
        .callMethodWhere(
            target(owner(assignableTo("org.apache.spark.sql.DataFrameWriter")))
                .and(target(nameMatching("save.*|insertInto")))
                .and(originOwner(resideInAnyPackage("io.millrace.lake..", "io.millrace.run.."))))
        .check(MILLRACE);
  }

  @Test
  void onlyThePackageAwsKnowsTheSdk() {
    noneBut("aws", resideInAnyPackage("software.amazon.awssdk.."));
  }

  @Test
  void onlyTheWarehouseKnowsJdbc() {
    noneBut("warehouse", nameMatching("java\\.sql\\.(Connection|Driver.*|.*Statement|ResultSet)"));
  }

  /** A rule about nothing holds always; so what it is about must have been seen. */
  @Test
  void theClassesWereSeen() {
    assertThat(MILLRACE.size()).isGreaterThan(100);
    assertThat(arrows().map(arrow -> "io.millrace." + arrow.get()[0]))
        .allMatch(MILLRACE::containPackage);
  }

  private static void noneBut(String owner, DescribedPredicate<? super JavaClass> foreign) {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.millrace." + owner + "..")
        .should()
        .dependOnClassesThat(foreign)
        .check(MILLRACE);
  }

  private static Arguments arrow(String name, List<List<String>> allowed) {
    return Arguments.of(name, allowed.stream().flatMap(List::stream).toList());
  }
}
