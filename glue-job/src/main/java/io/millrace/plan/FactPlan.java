package io.millrace.plan;

import io.millrace.pipeline.Fact;
import io.millrace.pipeline.Lookup;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.TableName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The way from change logs and dimensions to a fact. */
record FactPlan(Pipeline pipeline, Fact fact, Flow flow, Notes notes) {

  Plan.Table table() {
    var columns = flow.fact(fact.fact());
    var needs = new LinkedHashSet<TableName>();
    needs.add(fact.from());
    needs.addAll(fact.join().keySet());
    fact.lookups().forEach(lookup -> needs.add(lookup.dimension()));
    var steps = new ArrayList<Plan.Step>();
    steps.add(
        new Plan.Step(
            "read", List.of("the present rows of " + fact.from()), flow.log(fact.from())));
    if (!fact.join().isEmpty()) {
      steps.add(
          new Plan.Step(
              "join", DimensionPlan.joins(fact.join(), "as it is now"), columns.joined()));
    }
    if (!fact.lookups().isEmpty()) {
      steps.add(
          new Plan.Step(
              "look up", fact.lookups().stream().map(FactPlan::line).toList(), columns.joined()));
    }
    var measures = new ArrayList<String>();
    measures.add("a row for each " + Words.names(columns.grain()));
    fact.measures().forEach((name, value) -> measures.add(name + " = " + value));
    measures.add("on delete: " + fact.onDelete().name().toLowerCase(Locale.ROOT));
    steps.add(new Plan.Step("measure", measures, columns.result()));
    var checks = new CheckWords(pipeline).of(fact.rules());
    if (!checks.isEmpty()) {
      steps.add(new Plan.Step("check", checks, columns.result()));
    }
    return new Plan.Table(
        fact.fact(),
        "fact",
        fact.place(),
        List.copyOf(needs),
        steps,
        pipeline.environment().lake().child("facts/" + fact.fact()).text(),
        notes.of(fact.fact(), columns.result()));
  }

  private static String line(Lookup lookup) {
    var on =
        lookup.on().theirsToMine().entrySet().stream()
            .map(pair -> pair.getKey() + " = " + pair.getValue())
            .collect(Collectors.joining(", "));
    return FactFlow.keys(lookup).get(0)
        + ": "
        + lookup.dimension()
        + " by "
        + on
        + lookup.asOf().map(time -> ", as of " + time).orElse("")
        + ", missing: "
        + lookup.missing().name().toLowerCase(Locale.ROOT);
  }
}
