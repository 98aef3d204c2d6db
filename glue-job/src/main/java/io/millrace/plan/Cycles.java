package io.millrace.plan;

import io.millrace.pipeline.BeyondCheck;
import io.millrace.pipeline.BeyondCheck.Relation;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Staging tables whose checks wait for each other, so that none could go first. */
final class Cycles {

  private final Survey survey;
  private final Map<TableName, Map<TableName, BeyondCheck>> references = new TreeMap<>();
  private final Set<TableName> done = new HashSet<>();

  private Cycles(Survey survey) {
    this.survey = survey;
    survey.pipeline().stagings().forEach(this::add);
  }

  static void of(Survey survey) {
    var cycles = new Cycles(survey);
    cycles.references.keySet().forEach(table -> cycles.follow(table, new ArrayList<>()));
  }

  private void add(Staging staging) {
    Map<TableName, BeyondCheck> others =
        references.computeIfAbsent(staging.staging(), name -> new TreeMap<>());
    for (var file : staging.rules()) {
      var rules = survey.pipeline().rules().get(file);
      for (var check : rules == null ? List.<BeyondCheck>of() : rules.beyond()) {
        // A table that references itself waits for nobody else.
        if (check.relation() instanceof Relation.References reference
            && !reference.table().equals(staging.staging())) {
          others.putIfAbsent(reference.table(), check);
        }
      }
    }
  }

  private void follow(TableName table, List<TableName> path) {
    int start = path.indexOf(table);
    if (start >= 0) {
      report(path.subList(start, path.size()));
      return;
    }
    if (!done.contains(table)) {
      path.add(table);
      references.getOrDefault(table, Map.of()).keySet().forEach(next -> follow(next, path));
      path.remove(path.size() - 1);
      done.add(table);
    }
  }

  private void report(List<TableName> cycle) {
    var last = cycle.get(cycle.size() - 1);
    var check = references.get(last).get(cycle.get(0));
    var path = cycle.stream().map(TableName::text).collect(Collectors.joining(" → "));
    survey.problem(
        survey.places().at(check.place(), "references", "table"),
        "references go in a circle: " + path + " → " + cycle.get(0),
        "take one of these references out: none of the tables could be checked first");
  }
}
