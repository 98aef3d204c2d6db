package io.millrace.plan;

import io.millrace.pipeline.Fact;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Join;
import io.millrace.pipeline.Lookup;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a fact: {@code from} → join → lookups and measures.
 *
 * @param joined those of {@code from} and the joined ones, which its expressions see
 * @param result what comes out: grain, keys, columns, measures
 */
public record FactFlow(Columns joined, List<Identifier> grain, Columns result) {

  static FactFlow of(Fact fact, Flow flow) {
    var joined = flow.joined(java.util.Optional.of(fact.from()), fact.join());
    var grain = flow.key(fact.grain(), java.util.Optional.of(fact.from()));
    var out = new ArrayList<>(joined.only(grain).all());
    for (var lookup : fact.lookups()) {
      keys(lookup).forEach(key -> out.add(Attribute.of(key, "bigint")));
    }
    for (Join join : fact.join().values()) {
      out.addAll(joined.only(join.columns().theirsToMine().values()).all());
    }
    out.addAll(joined.only(fact.columns()).all());
    fact.measures()
        .forEach(
            (name, expression) -> {
              var same = flow.sql().expression(expression).itself().flatMap(joined::find);
              out.add(
                  same.map(attribute -> attribute.named(name))
                      .orElseGet(
                          () ->
                              Attribute.of(name, flow.analyzer().type(expression, joined).type())));
            });
    if (fact.onDelete() == Fact.OnDelete.FLAG) {
      out.add(Attribute.of("is_deleted", "boolean"));
    }
    return new FactFlow(joined, grain, new Columns(Columns.of(out).attributes(), joined.open()));
  }

  /** The key columns that a lookup brings: of the version, and of the entity. */
  static List<String> keys(Lookup lookup) {
    return List.of(lookup.role() + "_key", lookup.role() + "_durable_key");
  }
}
