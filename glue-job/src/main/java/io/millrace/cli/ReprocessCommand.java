package io.millrace.cli;

import io.millrace.Validation;
import io.millrace.cdc.Batch;
import io.millrace.run.Again;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code millrace reprocess}: every row of a table, read again and made what it would be today. */
@Command(
    name = "reprocess",
    description = {
      "Reads all rows of a table again, from raw and the archive, and makes of each what today's"
          + " rules, casts and transforms make of it.",
      "Rows whose original is gone stay as they are and are named; dimensions and facts follow."
    },
    mixinStandardHelpOptions = true)
final class ReprocessCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOptions options;
  @Mixin private LogOptions log;

  @Option(
      names = "--table",
      split = ",",
      paramLabel = "TABLE",
      required = true,
      description = "a staging table, or several")
  private Set<String> names = new LinkedHashSet<>();

  @Option(
      names = "--since",
      paramLabel = "BATCH|TIME",
      description =
          "from this batch on, or what was taken from this time on (UTC): 12, 2026-01-31,"
              + " 2026-01-31T08:00:00Z")
  private String since = "";

  @Option(
      names = "--in-spite-of-gates",
      description = "also where more of a batch is quarantined than its gate lets pass")
  private boolean inSpiteOfGates;

  @Override
  public Integer call() {
    var validation = Validation.of(options.arguments());
    if (validation.pipeline().isEmpty()) {
      ProblemPrinter.text(validation.problems(), spec.commandLine().getErr());
      return ExitCode.CONFIGURATION.code();
    }
    var reading = new ReadingAgain(spec, validation.pipeline().get(), log);
    return reading.read(Again.everything(reading.tables(names), batches(), inSpiteOfGates));
  }

  private Predicate<Batch> batches() {
    if (since.isEmpty()) {
      return batch -> true;
    }
    if (since.matches("\\d{1,18}")) {
      long first = Long.parseLong(since);
      return batch -> batch.number() >= first;
    }
    var from = time();
    return batch -> !batch.listed().isBefore(from);
  }

  private Instant time() {
    try {
      return since.length() == "2026-01-31".length()
          ? LocalDate.parse(since).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(since);
    } catch (DateTimeException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--since "
              + since
              + " is neither the number of a batch nor a time like 2026-01-31 or 2026-01-31T08:00:00Z");
    }
  }
}
