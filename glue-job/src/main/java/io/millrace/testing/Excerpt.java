package io.millrace.testing;

import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Environment;
import io.millrace.pipeline.Fact;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.Lookup;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineTest;
import io.millrace.pipeline.Rules;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Warehouse;
import io.millrace.plan.Order;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a pipeline that what a test expects can depend on, in folders of its own: nothing is
 * published, and gates and dataset checks for the sources alone that the test expects refused.
 */
final class Excerpt {

  private final Pipeline whole;
  private final PipelineTest test;
  private final Set<TableName> stagings = new LinkedHashSet<>();
  private final Set<TableName> dimensions = new LinkedHashSet<>();
  private final Set<TableName> facts = new LinkedHashSet<>();
  private final Set<TableName> mirrors = new LinkedHashSet<>();

  private Excerpt(Pipeline whole, PipelineTest test) {
    this.whole = whole;
    this.test = test;
  }

  static Pipeline of(Pipeline whole, PipelineTest test, Location raw, Location lake) {
    var excerpt = new Excerpt(whole, test);
    excerpt.stagings.addAll(test.given().keySet());
    excerpt.stagings.addAll(test.expect().refused());
    test.expect().tables().keySet().forEach(expected -> excerpt.need(expected.table()));
    excerpt.needReferences();
    return excerpt.pipeline(raw, lake);
  }

  /** What is referred to is looked at, and has seen nothing where the test gives it nothing. */
  private void needReferences() {
    var open = new ArrayDeque<>(stagings);
    while (!open.isEmpty()) {
      var staging = whole.staging(open.remove()).orElseThrow();
      Order.references(whole, staging).stream().filter(stagings::add).forEach(open::add);
    }
  }

  private void need(TableName table) {
    whole.dimension(table).ifPresent(this::need);
    whole.fact(table).ifPresent(this::need);
    whole
        .staging(table)
        .ifPresent(
            staging -> {
              stagings.add(table);
              mirrors.add(table);
            });
  }

  private void need(Dimension dimension) {
    if (dimensions.add(dimension.dimension())) {
      dimension.from().ifPresent(stagings::add);
      stagings.addAll(dimension.join().keySet());
      // Its inferred members are those that facts ask for.
      whole.facts().stream()
          .filter(fact -> test.given().containsKey(fact.from()))
          .filter(fact -> fact.lookups().stream().anyMatch(lookup -> infers(lookup, dimension)))
          .forEach(this::need);
    }
  }

  private static boolean infers(Lookup lookup, Dimension dimension) {
    return lookup.missing() == Lookup.Missing.INFER
        && lookup.dimension().equals(dimension.dimension());
  }

  private void need(Fact fact) {
    if (facts.add(fact.fact())) {
      stagings.add(fact.from());
      stagings.addAll(fact.join().keySet());
      fact.lookups().forEach(lookup -> whole.dimension(lookup.dimension()).ifPresent(this::need));
    }
  }

  private Pipeline pipeline(Location raw, Location lake) {
    return new Pipeline(
        whole.name(),
        environment(raw, lake),
        whole.stagings().stream()
            .filter(staging -> stagings.contains(staging.staging()))
            .map(this::quiet)
            .toList(),
        whole.dimensions().stream()
            .filter(dimension -> dimensions.contains(dimension.dimension()))
            .toList(),
        whole.facts().stream().filter(fact -> facts.contains(fact.fact())).toList(),
        rules(),
        List.of());
  }

  private Environment environment(Location raw, Location lake) {
    return new Environment(
        raw,
        Optional.empty(),
        lake,
        Optional.empty(),
        Optional.empty(),
        Optional.of(neverReached()),
        Optional.empty(),
        whole.environment().maintain(),
        Optional.empty(),
        whole.environment().lease(),
        whole.environment().place());
  }

  /** A local warehouse, so that the fixed salt may serve; nothing is published to it. */
  private Warehouse neverReached() {
    return new Warehouse(
        Warehouse.Kind.LOCAL,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new Warehouse.Schemas(Identifier.of("staging"), Identifier.of("dw")),
        Warehouse.Loader.COPY,
        new Warehouse.Grants(List.of()),
        whole.environment().place());
  }

  private Staging quiet(Staging staging) {
    var name = staging.staging();
    return new Staging(
        name,
        staging.source(),
        staging.mode(),
        staging.key(),
        staging.keyBefore(),
        staging.position(),
        staging.effectiveAt(),
        staging.timezone(),
        staging.columns(),
        staging.carryForward(),
        staging.onNewColumn(),
        staging.onReload(),
        staging.loadComplete(),
        staging.prepare(),
        staging.rules(),
        staging.transform(),
        staging.filter(),
        staging.gate().filter(gate -> isRefused(name)),
        Optional.empty(),
        staging.isMirrored() && mirrors.contains(name),
        new Staging.MirrorOptions(false, Optional.empty(), List.of()),
        staging.place());
  }

  private Map<String, Rules> rules() {
    var rules = new LinkedHashMap<String, Rules>();
    whole
        .rules()
        .forEach(
            (file, found) ->
                rules.put(
                    file,
                    speaks(file)
                        ? found
                        : new Rules(found.checks(), found.beyond(), List.of(), found.place())));
    return rules;
  }

  private boolean speaks(String file) {
    return test.expect().refused().stream()
        .flatMap(name -> whole.staging(name).stream())
        .anyMatch(staging -> staging.rules().contains(file));
  }

  private boolean isRefused(TableName source) {
    return test.expect().refused().contains(source);
  }
}
