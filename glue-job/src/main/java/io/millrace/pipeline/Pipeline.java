package io.millrace.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A whole pipeline in one environment: all that a run needs to know. */
public record Pipeline(
    Identifier name,
    Environment environment,
    List<Staging> stagings,
    List<Dimension> dimensions,
    List<Fact> facts,
    Map<String, Rules> rules,
    List<PipelineTest> tests) {

  public Optional<Staging> staging(TableName name) {
    return stagings.stream().filter(table -> table.staging().equals(name)).findFirst();
  }

  public Optional<Dimension> dimension(TableName name) {
    return dimensions.stream().filter(table -> table.dimension().equals(name)).findFirst();
  }

  public Optional<Fact> fact(TableName name) {
    return facts.stream().filter(table -> table.fact().equals(name)).findFirst();
  }
}
