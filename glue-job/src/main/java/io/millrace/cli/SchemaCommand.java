package io.millrace.cli;

import io.millrace.config.JsonSchema;
import io.millrace.config.Reference;
import io.millrace.pipeline.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace schema}: the grammar for editors (JSON Schema) and for people (Markdown). */
@Command(
    name = "schema",
    description = "Writes the JSON Schema of each kind of file, and the configuration reference.",
    mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "gets schema/*.json and configuration.md (default: ${DEFAULT-VALUE})")
  private Path directory = Path.of("docs");

  @Override
  public Integer call() {
    try {
      write();
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "--out " + directory + ": cannot be written to: " + e + "\n    name a folder that can",
          e);
    }
    return ExitCode.DONE.code();
  }

  private void write() throws IOException {
    Path schemas = Files.createDirectories(directory.resolve("schema"));
    for (Map.Entry<String, String> schema : JsonSchema.all().entrySet()) {
      Files.writeString(schemas.resolve(schema.getKey()), schema.getValue());
    }
    Path reference = Files.writeString(directory.resolve("configuration.md"), Reference.markdown());
    spec.commandLine().getOut().println("Wrote " + schemas + "/*.json and " + reference);
    spec.commandLine().getOut().flush();
  }
}
