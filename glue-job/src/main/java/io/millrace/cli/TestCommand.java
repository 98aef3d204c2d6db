package io.millrace.cli;

import io.millrace.Validation;
import io.millrace.testing.JUnitXml;
import io.millrace.testing.Outcome;
import io.millrace.testing.PipelineTests;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace test}: the tests below {@code table-configs/tests/}, on the real engine. */
@Command(
    name = "test",
    description = "Runs the pipeline's tests, each on a lake of its own.",
    mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOptions options;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      description = "only tests whose name or file contains it")
  private String only = "";

  @Option(names = "--junit", paramLabel = "FILE", description = "writes JUnit XML, too")
  private Optional<Path> junit = Optional.empty();

  @Override
  public Integer call() {
    var validation = Validation.of(options.arguments());
    if (validation.pipeline().isEmpty()) {
      ProblemPrinter.text(validation.problems(), spec.commandLine().getErr());
      return ExitCode.CONFIGURATION.code();
    }
    var pipeline = validation.pipeline().get();
    var tests =
        pipeline.tests().stream()
            .filter(test -> contains(test.test()) || contains(test.place().file()))
            .toList();
    if (tests.isEmpty()) {
      var err = spec.commandLine().getErr();
      err.println(
          pipeline.tests().isEmpty()
              ? "millrace: there are no tests below table-configs/tests/"
              : "millrace: no test's name or file contains '" + only + "'");
      err.flush();
      return ExitCode.CONFIGURATION.code();
    }
    var started = System.nanoTime();
    var out = spec.commandLine().getOut();
    var outcomes =
        PipelineTests.run(
            pipeline, tests, PipelineTests.Pace.AT_ONCE, outcome -> print(outcome, out));
    summary(outcomes, (System.nanoTime() - started) / 1e9, out);
    junit.ifPresent(file -> JUnitXml.write(file, pipeline.name().text(), outcomes));
    return (outcomes.stream().allMatch(Outcome::holds) ? ExitCode.DONE : ExitCode.FAILED).code();
  }

  private boolean contains(String text) {
    return text.toLowerCase(Locale.ROOT).contains(only.toLowerCase(Locale.ROOT));
  }

  private static void print(Outcome outcome, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s %s (%.1f s)%n",
        outcome.holds() ? "✓" : "✗",
        outcome.test().test(),
        outcome.seconds());
    if (!outcome.holds()) {
      out.println("    " + outcome.test().place());
      outcome.failures().forEach(line -> out.println("    " + line));
    }
    out.flush();
  }

  private static void summary(List<Outcome> outcomes, double seconds, PrintWriter out) {
    long failed = outcomes.stream().filter(outcome -> !outcome.holds()).count();
    out.printf(
        Locale.ROOT,
        "%n%d test%s, %s, in %.1f s%n",
        outcomes.size(),
        outcomes.size() == 1 ? "" : "s",
        failed == 0 ? "all as expected" : failed + " failed",
        seconds);
    out.flush();
  }
}
