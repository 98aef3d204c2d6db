package io.millrace.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The command line in what Glue hands to a script: Glue's own arguments ({@code --JOB_NAME}, {@code
 * --TempDir}, …) stand among those of {@code millrace run}, all as {@code --name value}.
 */
public final class GlueArguments {

  private GlueArguments() {}

  /**
   * {@code run} with those of its options that were given; Glue's run id is the run's by default.
   */
  public static String[] run(String... given) {
    var values = new HashMap<String, String>();
    for (int i = 0; i + 1 < given.length; i++) {
      if (given[i].startsWith("--")) {
        values.putIfAbsent(given[i], given[i + 1]);
      }
    }
    if (values.containsKey("--JOB_RUN_ID")) {
      values.putIfAbsent("--run-id", values.get("--JOB_RUN_ID"));
    }
    // CloudWatch reads what a job prints.
    values.putIfAbsent("--metrics", "emf");
    var line = new ArrayList<>(List.of("run"));
    if ("true".equals(values.get("--verbose"))) {
      line.add("--verbose");
    }
    for (var option : options()) {
      var value = values.get(option.longestName());
      if (value != null) {
        line.addAll(List.of(option.longestName(), value));
      }
    }
    return line.toArray(String[]::new);
  }

  private static List<OptionSpec> options() {
    var run = MillraceCommand.commandLine().getSubcommands().get("run");
    return run.getCommandSpec().options().stream()
        .filter(option -> option.arity().max() > 0)
        .toList();
  }
}
