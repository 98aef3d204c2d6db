package io.millrace.cli;

import io.millrace.Millrace;
import io.millrace.Validation;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Warehouse;
import io.millrace.run.NotYet;
import io.millrace.run.Observer;
import io.millrace.run.RunRequest;
import io.millrace.run.Stage;
import io.millrace.warehouse.StandIn;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code millrace run}: raw files in, dimensions and facts out, the warehouse brought up to them.
 */
@Command(
    name = "run",
    description = "Carries what is new from raw to the warehouse.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOptions options;

  @Option(
      names = "--stages",
      split = ",",
      paramLabel = "STAGE",
      description = "staging, dimensions, facts, publish (default: all)")
  private Set<Stage> stages = EnumSet.allOf(Stage.class);

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description = "the run's name; the same again continues that run")
  private String runId = UUID.randomUUID().toString();

  @Override
  public Integer call() {
    Validation validation = Validation.of(options.arguments());
    if (validation.pipeline().isEmpty()) {
      ProblemPrinter.text(validation.problems(), spec.commandLine().getErr());
      return ExitCode.CONFIGURATION.code();
    }
    sayWhatIsLeftOut(validation.pipeline().get());
    return run(validation.pipeline().get());
  }

  private void sayWhatIsLeftOut(Pipeline pipeline) {
    var err = spec.commandLine().getErr();
    NotYet.of(pipeline, stages).stream()
        .collect(
            Collectors.groupingBy(
                NotYet::what,
                TreeMap::new,
                Collectors.mapping(left -> left.place().toString(), Collectors.joining(", "))))
        .forEach(
            (what, places) ->
                err.println("not done by this version: " + what + " (" + places + ")"));
    err.flush();
  }

  private int run(Pipeline pipeline) {
    PrintWriter out = spec.commandLine().getOut();
    var started = System.nanoTime();
    var result =
        Millrace.run(
            pipeline,
            new RunRequest(runId, stages),
            Observer.ofSteps(
                step -> {
                  out.println(step);
                  out.flush();
                }));
    double seconds = (System.nanoTime() - started) / 1e9;
    out.printf(
        "%n%s in %.1f s. The lake is in %s%n",
        result.wrote() ? "Done" : "Nothing to do", seconds, pipeline.environment().lake());
    if (stages.contains(Stage.PUBLISH) && isLocal(pipeline)) {
      out.printf(
          "The warehouse: scripts/redshift-local %s%n", StandIn.data(pipeline.environment()));
    }
    out.flush();
    var err = spec.commandLine().getErr();
    result.drift().forEach(drift -> err.println("drift: " + drift));
    result.warnings().forEach(warning -> err.println("warning: " + warning));
    result.setAside().forEach(file -> err.println("set aside: " + file));
    result.failures().forEach(failure -> err.println("millrace: " + failure.getMessage()));
    if (result.failures().stream().anyMatch(failure -> failure.kind() == Failure.Kind.REFUSED)
        && !options.given().isEmpty()) {
      err.println("    millrace accept goes with the options of this run:" + options.given());
    }
    err.flush();
    return ExitCode.of(result).code();
  }

  private static boolean isLocal(Pipeline pipeline) {
    return pipeline.environment().warehouse().stream()
        .anyMatch(warehouse -> warehouse.kind() == Warehouse.Kind.LOCAL);
  }
}
