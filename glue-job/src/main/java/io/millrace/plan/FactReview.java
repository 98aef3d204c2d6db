package io.millrace.plan;

import io.millrace.pipeline.Fact;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Place;
import java.util.HashMap;
import java.util.Map;

/** What is wrong with a fact beyond its grammar. */
record FactReview(Survey survey, Fact fact, FactFlow flow) {

  static void of(Survey survey, Fact fact) {
    new FactReview(survey, fact, survey.flow().fact(fact.fact())).review();
  }

  private void review() {
    survey.isStaging(fact.from(), at("from"), "from");
    new JoinReview(survey, fact.place(), java.util.Optional.of(fact.from())).review(fact.join());
    new KeyReview(survey, fact.place(), "grain", fact.from()).review(fact.grain());
    var own = survey.flow().log(fact.from());
    fact.columns()
        .forEach(column -> survey.known(column, own, fact.from().text(), at("columns", column)));
    fact.measures()
        .forEach(
            (name, expression) -> {
              NameReview.given(survey, name, key("measures", name));
              survey.readable(expression, flow.joined(), sources(), at("measures", name));
            });
    fact.lookups().forEach(lookup -> new LookupReview(survey, fact, flow, lookup).review());
    onlyOnce();
    DimensionReview.published(
        survey, fact.place(), fact.redshift(), flow.result(), fact.fact().text());
    new RulesReview(survey, RulesReview.Stage.FACT, fact.fact(), flow.result())
        .review(fact.rules(), fact.place());
  }

  /** Each column of a fact comes from one place. */
  private void onlyOnce() {
    Map<Identifier, String> taken = new HashMap<>();
    flow.grain().forEach(column -> taken.put(column, "the grain"));
    for (var join : fact.join().values()) {
      join.columns().theirsToMine().values().forEach(column -> taken.put(column, "the join"));
    }
    fact.columns().forEach(column -> once(column, "columns", at("columns", column), taken));
    fact.measures().keySet().forEach(name -> once(name, "measures", key("measures", name), taken));
    for (var lookup : fact.lookups()) {
      var place =
          lookup.as().isPresent()
              ? survey.places().at(lookup.place(), "as")
              : survey.places().at(lookup.place(), "dimension");
      for (var key : FactFlow.keys(lookup)) {
        var other = taken.putIfAbsent(Identifier.of(key), "another lookup");
        if (other != null) {
          survey.problem(
              place,
              "the lookup gives the column '" + key + "', which " + other + " has given already",
              "name the role it plays, e.g. as: " + lookup.role() + "_2");
          break;
        }
      }
    }
  }

  private void once(Identifier column, String list, Place place, Map<Identifier, String> taken) {
    var other = taken.putIfAbsent(column, list);
    if (other != null) {
      survey.problem(
          place,
          "the fact has '" + column + "' from " + other + " already",
          "leave it out of " + list + ", or give it another name");
    }
  }

  private String sources() {
    return fact.join().isEmpty() ? fact.from().text() : fact.from() + " and its joins";
  }

  private Place at(Object... path) {
    return survey.places().at(fact.place(), path);
  }

  private Place key(Object... path) {
    return survey.places().ofKey(fact.place(), path);
  }
}
