package io.millrace.run;

import io.millrace.pipeline.Fact;
import io.millrace.pipeline.Lookup;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.TableName;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What must not be published because a fact did not finish: the dimensions that it looks up have
 * versions that it does not point at yet, so has every fact that looks those up, and so on.
 */
final class Unfinished {

  private Unfinished() {}

  /** Facts and dimensions that hang together with these facts. */
  static Set<TableName> tables(Pipeline pipeline, Set<TableName> facts) {
    var withheld = new LinkedHashSet<>(facts);
    int before;
    do {
      before = withheld.size();
      for (var fact : pipeline.facts()) {
        var dimensions = dimensions(pipeline, fact);
        if (withheld.contains(fact.fact()) || dimensions.stream().anyMatch(withheld::contains)) {
          withheld.add(fact.fact());
          withheld.addAll(dimensions);
        }
      }
    } while (withheld.size() > before);
    return withheld;
  }

  /** Those whose versions may change: days do not. */
  private static Set<TableName> dimensions(Pipeline pipeline, Fact fact) {
    return fact.lookups().stream()
        .map(Lookup::dimension)
        .filter(name -> pipeline.dimension(name).orElseThrow().generate().isEmpty())
        .collect(Collectors.toSet());
  }
}
