package io.millrace.cli;

import io.millrace.Arguments;
import io.millrace.ConfigurationFolder;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that say which pipeline is meant, and where it runs. */
final class PipelineOptions {

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description =
          "holds table-configs/ and rules/, here or at s3://… (default: the working directory)")
  private String config = "";

  @Option(
      names = "--env",
      paramLabel = "NAME",
      description = "an environment of pipeline.yml (default: ${DEFAULT-VALUE})")
  private String environment = "local";

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      split = ",",
      description = "what $${var:NAME} stands for; several, or separated by commas")
  private Map<String, String> variables = new LinkedHashMap<>();

  /** Those that were given, as they are typed. */
  String given() {
    var given = new StringBuilder();
    if (!config.toString().isEmpty()) {
      given.append(" --config ").append(config);
    }
    if (!environment.equals("local")) {
      given.append(" --env ").append(environment);
    }
    variables.forEach((name, value) -> given.append(" --set ").append(name + "=" + value));
    return given.toString();
  }

  Arguments arguments() {
    return new Arguments(ConfigurationFolder.local(config), environment, variables);
  }
}
