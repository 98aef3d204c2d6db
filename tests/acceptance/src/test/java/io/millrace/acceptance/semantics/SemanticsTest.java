package io.millrace.acceptance.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.Outcome;
import io.millrace.testing.PipelineTests;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every case of the rules of history holds on the real engine. */
class SemanticsTest {

  static final Path FOLDER = Path.of("src/test/resources/semantics");

  @TestFactory
  Stream<DynamicTest> everyCaseHolds() {
    var cases = Cases.in(FOLDER);
    assertThat(cases.names()).hasSizeGreaterThan(25);
    return PipelineTests.run(cases.pipeline(), cases.pipeline().tests(), SemanticsTest::tell)
        .stream()
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
