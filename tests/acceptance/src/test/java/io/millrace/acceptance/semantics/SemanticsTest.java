package io.millrace.acceptance.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.Outcome;
import io.millrace.testing.PipelineTests;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every case of the rules of history holds on the real engine. */
class SemanticsTest {

  static final Path FOLDER = Path.of("src/test/resources/semantics");

  /** Those in which keys go on from what is kept of them, and others cannot (rule 21). */
  private static final List<String> BOTH_WAYS =
      List.of(
          "06_time",
          "08_carry_forward",
          "09_delete",
          "09_late",
          "11_join",
          "16_re_pointing",
          "21_ways");

  @TestFactory
  Stream<DynamicTest> everyCaseHolds() {
    var cases = Cases.in(FOLDER);
    assertThat(cases.names()).hasSizeGreaterThan(25);
    var outcomes =
        PipelineTests.run(cases.pipeline(), cases.pipeline().tests(), SemanticsTest::tell);
    return outcomes.stream().map(SemanticsTest::holding);
  }

  @TestFactory
  Stream<DynamicTest> whereNothingIsLittleTheyHoldAsWell() {
    var cases = Cases.in(FOLDER);
    var spark = PipelineTests.session(cases.pipeline());
    spark.conf().set("spark.millrace.little", 0);
    var some = BOTH_WAYS.stream().map(cases::named).toList();
    return PipelineTests.run(spark, cases.pipeline(), some, SemanticsTest::tell).stream()
        .map(SemanticsTest::holding);
  }

  private static DynamicTest holding(Outcome outcome) {
    return DynamicTest.dynamicTest(
        outcome.test().test(),
        () -> assertThat(outcome.failures()).as("%s", outcome.test().place()).isEmpty());
  }

  private static void tell(Outcome outcome) {
    System.out.printf(
        "%s %s (%.1f s)%n", outcome.holds() ? "✓" : "✗", outcome.test().test(), outcome.seconds());
    outcome.failures().forEach(line -> System.out.println("    " + line));
  }
}
