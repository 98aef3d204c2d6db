package io.millrace.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.Configuration;
import io.millrace.config.Golden;
import io.millrace.pipeline.Problem;
import io.millrace.quality.Dqdl;
import io.millrace.transform.SparkSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder below {@code review/} is a configuration and the exact list of what is wrong between
 * its files; what is wrong within one is not said again.
 */
class ReviewTest {

  private static final Path CASES = Golden.RESOURCES.resolve("review");

  @TestFactory
  Stream<DynamicTest> everyMistakeIsReportedOnce() throws IOException {
    List<Path> cases;
    try (var listed = Files.list(CASES)) {
      cases = listed.sorted().toList();
    }
    assertThat(cases).hasSizeGreaterThan(20);
    return cases.stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(folder.getFileName().toString(), () -> holds(folder)));
  }

  private static void holds(Path folder) throws IOException {
    var told = problems(folder);
    Golden.matches(
        folder.resolve("expected.txt"),
        told,
        "read each message, then -Dtest=ReviewTest -Dgolden.write=true");
    assertThat(problems(folder)).isEqualTo(told);
  }

  @Test
  void theSamplePipelineHasNoProblems() {
    assertThat(problems(Path.of(".."))).isEmpty();
  }

  static String problems(Path directory) {
    var configuration = Configuration.read(directory, "local", Map.of(), name -> null);
    List<Problem> problems =
        Review.problems(
            configuration.pipeline().orElseThrow(),
            configuration.unread(),
            configuration.problems(),
            configuration.places(),
            new SparkSql(),
            new Dqdl());
    return problems.stream().map(problem -> problem + "\n").collect(Collectors.joining());
  }
}
