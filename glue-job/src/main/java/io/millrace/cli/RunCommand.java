package io.millrace.cli;

import io.millrace.Millrace;
import io.millrace.Validation;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Warehouse;
import io.millrace.plan.PlanText;
import io.millrace.run.RunRequest;
import io.millrace.run.Stage;
import io.millrace.run.Stop;
import io.millrace.warehouse.StandIn;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
  @Mixin private LogOptions log;

  @Option(
      names = "--stages",
      split = ",",
      paramLabel = "STAGE",
      description = "staging, dimensions, facts, publish (default: all)")
  private Set<Stage> stages = EnumSet.allOf(Stage.class);

  @Option(
      names = "--tables",
      split = ",",
      paramLabel = "TABLE",
      description = "staging tables whose new files are read (default: all); what follows follows")
  private Set<String> tables = new LinkedHashSet<>();

  @Option(names = "--dry-run", description = "says what the run would do, and does nothing")
  private boolean dryRun;

  @Option(
      names = "--metrics",
      paramLabel = "FORMAT",
      description =
          "emf prints a line of CloudWatch's embedded metrics for each table (default on Glue),"
              + " none does not; MILLRACE_METRICS says so, too",
      defaultValue = "${env:MILLRACE_METRICS:-none}")
  private MetricPrinter.Format metrics = MetricPrinter.Format.NONE;

  @Override
  public Integer call() {
    Validation validation = Validation.of(options.arguments());
    if (validation.pipeline().isEmpty()) {
      ProblemPrinter.text(validation.problems(), spec.commandLine().getErr());
      return ExitCode.CONFIGURATION.code();
    }
    var pipeline = validation.pipeline().get();
    var known = pipeline.stagings().stream().map(table -> table.staging().text()).toList();
    var sources = TableNames.of(tables, known, "staging table", spec);
    return dryRun ? plan(pipeline) : run(pipeline, sources);
  }

  private int plan(Pipeline pipeline) {
    var out = spec.commandLine().getOut();
    out.print(PlanText.of(Millrace.plan(pipeline)));
    out.printf(
        "%nThis run would do of it: %s%s. Nothing was written.%n",
        stages.stream().sorted().map(Stage::toString).collect(Collectors.joining(", ")),
        tables.isEmpty() ? "" : "; new files of " + String.join(", ", tables));
    out.flush();
    return ExitCode.DONE.code();
  }

  private int run(Pipeline pipeline, Set<TableName> sources) {
    var said = log.begin(spec.commandLine());
    var result =
        Millrace.run(
            pipeline,
            new RunRequest(log.runId(), stages, sources),
            said.observer(
                metrics == MetricPrinter.Format.EMF
                    ? List.of(new MetricPrinter(said.plain()))
                    : List.of()),
            Stop.bySignal());
    var out = spec.commandLine().getOut();
    out.printf("Lake        %s%n", pipeline.environment().lake());
    if (stages.contains(Stage.PUBLISH) && isLocal(pipeline)) {
      out.printf("Warehouse   scripts/redshift-local %s%n", StandIn.data(pipeline.environment()));
    }
    out.flush();
    var err = spec.commandLine().getErr();
    Ending.print(result, err);
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
