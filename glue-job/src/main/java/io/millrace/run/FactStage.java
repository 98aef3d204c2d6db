package io.millrace.run;

import io.millrace.history.Keys;
import io.millrace.lake.Origin;
import io.millrace.lake.Update;
import io.millrace.pipeline.Fact;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Lookup;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Technical;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Dimensions to facts: present rows pointed at versions, and the members that they infer. */
final class FactStage {

  private final Workplace workplace;
  private final InferredMembers inferred;

  FactStage(Workplace workplace) {
    this.workplace = workplace;
    this.inferred = new InferredMembers(workplace);
  }

  List<List<Runner.Step>> waves() {
    var facts =
        workplace.pipeline().facts().stream()
            .map(fact -> new Runner.Step(fact.fact().text(), () -> bring(fact)))
            .toList();
    var members =
        workplace.pipeline().dimensions().stream()
            .filter(inferred::isInferredInto)
            .map(
                dimension ->
                    new Runner.Step(dimension.dimension().text(), () -> inferred.bring(dimension)))
            .toList();
    return List.of(facts, members);
  }

  private Map<String, Long> bring(Fact fact) {
    var rows = new FactRows(workplace, fact);
    var now = rows.origin();
    var before = workplace.before(fact.fact(), rows.table());
    if (now.isEmpty() || before.filter(stored -> stored.covers(now.get())).isPresent()) {
      return Map.of();
    }
    try (var kept = new Kept()) {
      var concerned =
          before.map(stored -> rows.since(stored, now.get(), kept)).orElse(Concerned.ALL);
      var keys = concerned.keys().map(Dataset::distinct).flatMap(kept::keys);
      if (!concerned.everything() && keys.isEmpty()) {
        rows.table().keep(now.get());
        return Map.of();
      }
      var counts = new LinkedHashMap<String, Long>();
      var sound = sound(fact, rows, keys, kept, counts);
      // Before the rows that point at them: a reader never finds a fact without its version.
      inferring(fact, rows, sound)
          .forEach((dimension, asked) -> counts.putAll(inferred.add(dimension, asked, fact, kept)));
      var update =
          new Update(
              part(rows, keys),
              rows.shape().rows(sound, List.of()),
              rows.shape().grain(),
              now.get(),
              true);
      counts.putAll(rows.table().apply(update, workplace::sequence));
      return counts;
    }
  }

  private static UnaryOperator<Dataset<Row>> part(FactRows rows, Optional<Dataset<Row>> keys) {
    var grain = rows.shape().grain().stream().map(Identifier::of).toList();
    return stored -> keys.map(wanted -> Keys.of(stored, wanted, grain)).orElse(stored);
  }

  /** The rows that the fact's checks let pass; the others are kept beside it, with reasons. */
  private Dataset<Row> sound(
      Fact fact, FactRows rows, Optional<Dataset<Row>> keys, Kept kept, Map<String, Long> counts) {
    var judged = rows.judged(keys, kept);
    var rules = rows.rules();
    if (rules.areNone()) {
      return judged;
    }
    counts.putAll(rules.treated(judged));
    var quarantine = workplace.lake().quarantinedFact(fact.fact());
    if (counts.get("quarantined") > 0 || quarantine.exists()) {
      var shown = rows.shape().rows(StageRules.quarantined(judged), List.of(Technical.VIOLATIONS));
      quarantine.apply(
          new Update(part(rows, keys), shown, rows.shape().grain(), Origin.SAME, false),
          workplace::sequence);
    }
    return StageRules.sound(judged);
  }

  private Map<TableName, Dataset<Row>> inferring(Fact fact, FactRows rows, Dataset<Row> sound) {
    var asked = new LinkedHashMap<TableName, Dataset<Row>>();
    for (var lookup : fact.lookups()) {
      if (lookup.missing() == Lookup.Missing.INFER) {
        asked.merge(
            lookup.dimension(),
            rows.shape().inferring(sound, lookup, rows.key(lookup)),
            Dataset::union);
      }
    }
    return asked;
  }
}
