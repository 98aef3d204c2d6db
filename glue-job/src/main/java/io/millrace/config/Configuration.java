package io.millrace.config;

import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Places;
import io.millrace.pipeline.Problem;
import io.millrace.pipeline.TableName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What was read: a pipeline as far as it could be read, and every problem of the files themselves.
 *
 * @param pipeline empty when there is no usable {@code pipeline.yml}
 * @param unread names of tables whose files have problems that kept them from being read
 * @param places finds where the pipeline's values are written
 * @param problems in the order of files and lines; a pipeline with problems must not be run
 */
public record Configuration(
    Optional<Pipeline> pipeline, Set<TableName> unread, Places places, List<Problem> problems) {

  /**
   * Reads all files of a pipeline.
   *
   * @param directory holds {@code table-configs/} and {@code rules/}
   * @param environment the one that is used, e.g. {@code local}
   * @param variables values for {@code ${var:name}}
   * @param processEnvironment values for {@code ${env:NAME}}; null where there is none
   */
  public static Configuration read(
      Path directory,
      String environment,
      Map<String, String> variables,
      UnaryOperator<String> processEnvironment) {
    var given = new Variables(Optional.empty(), variables, processEnvironment);
    return new ConfigurationReader(directory, environment, given).read();
  }
}
