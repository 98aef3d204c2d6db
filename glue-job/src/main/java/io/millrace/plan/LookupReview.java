package io.millrace.plan;

import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Expression;
import io.millrace.pipeline.Fact;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Lookup;
import io.millrace.pipeline.Place;
import java.util.Optional;
import java.util.Set;

/** What is wrong with a fact's lookup into a dimension. */
record LookupReview(Survey survey, Fact fact, FactFlow flow, Lookup lookup) {

  void review() {
    var dimension = dimension();
    lookup.on().theirsToMine().forEach((theirs, mine) -> pair(theirs, mine, dimension));
    lookup.asOf().ifPresent(time -> asOf(time, dimension));
    lookup.as().ifPresent(role -> NameReview.given(survey, role, at("as")));
    dimension.ifPresent(
        found -> {
          wholeKey(found);
          missing(found);
        });
  }

  private Optional<Dimension> dimension() {
    var name = lookup.dimension();
    var found = survey.pipeline().dimension(name);
    if (found.isPresent() || survey.unread().contains(name)) {
      return found;
    }
    var place = at("dimension");
    var names =
        survey.pipeline().dimensions().stream().map(table -> table.dimension().text()).toList();
    if (survey.pipeline().staging(name).isPresent() || survey.pipeline().fact(name).isPresent()) {
      var kind = survey.pipeline().fact(name).isPresent() ? "fact" : "staging table";
      survey.problem(
          place,
          "'" + name + "' is a " + kind + "; a lookup goes to a dimension",
          kind.equals("fact")
              ? Survey.suggestion(name.text(), names)
              : "take its columns by join:, or make a dimension from it");
    } else {
      survey.problem(
          place, "there is no dimension '" + name + "'", Survey.suggestion(name.text(), names));
    }
    return Optional.empty();
  }

  private void pair(Identifier theirs, Expression mine, Optional<Dimension> dimension) {
    var place = at("on", theirs);
    if (!survey.readable(mine, flow.joined(), sources(), place) || dimension.isEmpty()) {
      return;
    }
    var there = survey.flow().dimension(lookup.dimension()).attributes().find(theirs);
    var type = survey.flow().analyzer().type(mine, flow.joined()).type();
    boolean masked = there.flatMap(Attribute::mask).isPresent() || isMasked(mine);
    if (there.isPresent() && !masked && !Types.match(type, there.get().type())) {
      survey.problem(
          place,
          Words.unlike(mine, type, lookup.dimension() + "." + theirs, there.get().type()),
          "cast it: \"cast(" + mine + " as " + there.get().type() + ")\"");
    }
  }

  private void wholeKey(Dimension dimension) {
    var key = survey.flow().dimension(dimension.dimension()).key();
    if (!key.isEmpty() && !lookup.on().theirsToMine().keySet().equals(Set.copyOf(key))) {
      survey.problem(
          at("on"),
          "a lookup goes by the whole key of '"
              + lookup.dimension()
              + "', which is "
              + Words.names(key),
          "write on: {" + key.get(0) + ": …" + (key.size() > 1 ? ", …" : "") + "}");
    }
  }

  private void asOf(Expression time, Optional<Dimension> dimension) {
    var place = at("as_of");
    if (!survey.readable(time, flow.joined(), sources(), place)) {
      return;
    }
    var type = survey.flow().analyzer().type(time, flow.joined()).type();
    if (!Types.isTime(type) && !isMasked(time)) {
      survey.problem(
          place, "as_of takes a time, and '" + time + "' is " + type, "name a timestamp or date");
    }
    dimension
        .filter(LookupReview::hasNoVersions)
        .ifPresent(
            found ->
                survey.problem(
                    survey.places().ofKey(lookup.place(), "as_of"),
                    "as_of has no effect: '" + lookup.dimension() + "' keeps no versions",
                    "leave it out"));
  }

  private void missing(Dimension dimension) {
    if (lookup.missing() == Lookup.Missing.INFER && dimension.generate().isPresent()) {
      survey.problem(
          at("missing"),
          "a day cannot be inferred: '" + lookup.dimension() + "' is generated",
          "write missing: unknown, or generate more days");
    }
  }

  private boolean isMasked(Expression expression) {
    return survey.sql().expression(expression).columns().stream()
        .flatMap(column -> flow.joined().find(column).stream())
        .anyMatch(attribute -> attribute.mask().isPresent());
  }

  private static boolean hasNoVersions(Dimension dimension) {
    return dimension.generate().isPresent() || dimension.history() == Dimension.History.SCD1;
  }

  private String sources() {
    return fact.join().isEmpty() ? fact.from().text() : fact.from() + " and its joins";
  }

  private Place at(Object... path) {
    return survey.places().at(lookup.place(), path);
  }
}
