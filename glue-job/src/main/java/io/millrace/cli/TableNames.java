package io.millrace.cli;

import io.millrace.pipeline.Spelling;
import io.millrace.pipeline.TableName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Tables that were named on a command line. */
final class TableNames {

  private TableNames() {}

  /**
   * The tables of these names; one that is not known is a mistake of whoever typed it.
   *
   * @param kind what they must be, e.g. {@code staging table}
   */
  static Set<TableName> of(
      Collection<String> names, Collection<String> known, String kind, CommandSpec spec) {
    var tables = new LinkedHashSet<TableName>();
    for (var name : names) {
      if (!known.contains(name)) {
        throw new ParameterException(
            spec.commandLine(),
            "there is no %s '%s'%n    %s".formatted(kind, name, Spelling.suggestion(name, known)));
      }
      tables.add(TableName.of(name));
    }
    return tables;
  }
}
