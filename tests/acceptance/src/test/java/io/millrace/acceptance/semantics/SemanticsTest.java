package io.millrace.acceptance.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineTest;
import io.millrace.testing.Outcome;
import io.millrace.testing.PipelineTests;
import io.millrace.testing.PipelineTests.Pace;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every case of the rules of history holds on the real engine. */
class SemanticsTest {

  static final Path FOLDER = Path.of("src/test/resources/semantics");

  /** All cases can be followed batch by batch; it takes some minutes. */
  private static final Pace PACE =
      Pace.valueOf(System.getProperty("millrace.pace", Pace.AT_ONCE.name()));

  @TestFactory
  Stream<DynamicTest> everyCaseHolds() {
    var cases = Cases.in(FOLDER);
    assertThat(cases.names()).hasSizeGreaterThan(25);
    return run(cases.pipeline(), cases.pipeline().tests(), PACE);
  }

  /** Batch by batch keys go on from what is kept of them, or are folded again (rule 21). */
  @TestFactory
  Stream<DynamicTest> bothWaysAreAlike() {
    var pipeline = Cases.in(FOLDER).pipeline();
    var ways =
        pipeline.tests().stream()
            .filter(test -> test.place().toString().contains("/21_ways.yml"))
            .toList();
    assertThat(ways).hasSize(1);
    return run(pipeline, ways, Pace.BATCH_BY_BATCH);
  }

  private static Stream<DynamicTest> run(Pipeline pipeline, List<PipelineTest> tests, Pace pace) {
    return PipelineTests.run(pipeline, tests, pace, SemanticsTest::tell).stream()
        .map(
            outcome ->
                DynamicTest.dynamicTest(
                    outcome.test().test(),
                    () ->
                        assertThat(outcome.failures()).as("%s", outcome.test().place()).isEmpty()));
  }

  private static void tell(Outcome outcome) {
    System.out.printf(
        "%s %s (%.1f s)%n", outcome.holds() ? "✓" : "✗", outcome.test().test(), outcome.seconds());
    outcome.failures().forEach(line -> System.out.println("    " + line));
  }
}
