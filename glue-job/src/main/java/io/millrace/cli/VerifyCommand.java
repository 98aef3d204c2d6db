package io.millrace.cli;

import io.millrace.Millrace;
import io.millrace.Validation;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.TableName;
import io.millrace.run.Publishing;
import io.millrace.run.RunRequest;
import io.millrace.run.Stop;
import io.millrace.run.Verification;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace verify}: the lake held against its change logs, or Redshift against the lake. */
@Command(
    name = "verify",
    description =
        "Says what in the lake is not as its change logs have it; exit code 1 if anything.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOptions options;
  @Mixin private LogOptions log;

  @Option(
      names = "--repair",
      description = "compute anew the tables that are not as they should be")
  private boolean repair;

  @Option(
      names = "--warehouse",
      description =
          "hold what Redshift serves against the lake instead; --repair sends what differs")
  private boolean warehouse;

  @Override
  public Integer call() {
    Validation validation = Validation.of(options.arguments());
    if (validation.pipeline().isEmpty()) {
      ProblemPrinter.text(validation.problems(), spec.commandLine().getErr());
      return ExitCode.CONFIGURATION.code();
    }
    var pipeline = validation.pipeline().get();
    var said =
        repair || log.format() == LogFormat.JSON
            ? Optional.of(log.begin(spec.commandLine()))
            : Optional.<RunLog>empty();
    var findings = found(pipeline);
    if (!findings.isEmpty() && repair) {
      repair(pipeline, findings, said.orElseThrow());
      findings = found(pipeline);
    }
    return (findings.isEmpty() ? ExitCode.DONE : ExitCode.FAILED).code();
  }

  private List<Verification.Finding> found(Pipeline pipeline) {
    var out = spec.commandLine().getOut();
    var findings = warehouse ? Millrace.verifyWarehouse(pipeline) : Millrace.verify(pipeline);
    findings.forEach(out::println);
    if (findings.isEmpty()) {
      out.println(
          warehouse ? "Redshift is as the lake." : "The lake is as its change logs have it.");
    } else {
      var remedy =
          warehouse
              ? "; millrace verify --warehouse --repair sends what differs."
              : "; millrace verify --repair computes those tables anew.";
      out.println(findings.size() + " findings" + (repair ? "." : remedy));
    }
    out.flush();
    return findings;
  }

  private void repair(Pipeline pipeline, List<Verification.Finding> findings, RunLog said) {
    var request =
        warehouse
            ? RunRequest.publishing(Publishing.COMPARISON)
            : RunRequest.rebuilding(computed(pipeline, findings));
    var result =
        Millrace.run(
            pipeline, request.named(log.runId()), said.observer(List.of()), Stop.bySignal());
    Ending.print(result, spec.commandLine().getErr());
  }

  private static Set<TableName> computed(Pipeline pipeline, List<Verification.Finding> findings) {
    var tables = RunRequest.computed(pipeline);
    tables.retainAll(
        findings.stream().map(Verification.Finding::table).collect(Collectors.toSet()));
    return tables;
  }
}
