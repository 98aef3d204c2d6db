package io.millrace.plan;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Join;
import io.millrace.pipeline.Place;
import io.millrace.pipeline.TableName;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is wrong with the joins of a dimension or fact.
 *
 * @param owner the table's place
 * @param from the table it is made from
 */
record JoinReview(Survey survey, Place owner, Optional<TableName> from) {

  void review(Map<TableName, Join> joins) {
    Columns mine = from.map(survey.flow()::log).orElseGet(Columns::unknown);
    Set<Identifier> taken = new HashSet<>(mine.attributes().keySet());
    joins.forEach((table, join) -> review(table, join, mine, taken));
  }

  private void review(TableName table, Join join, Columns mine, Set<Identifier> taken) {
    var key = survey.places().ofKey(owner, "join", table);
    if (from.filter(table::equals).isPresent()) {
      survey.problem(
          key, "'" + table + "' is joined to itself", "its own columns are there without a join");
      return;
    }
    boolean there = survey.isStaging(table, key, "a join");
    var theirs = there ? survey.flow().log(table) : Columns.unknown();
    if (there) {
      wholeKey(table, join);
    }
    join.on()
        .theirsToMine()
        .forEach((their, my) -> matching(table, theirs.find(their), my, mine, join));
    join.columns()
        .theirsToMine()
        .forEach(
            (their, my) -> {
              var place = survey.places().at(join.place(), "columns", their);
              survey.known(their, theirs, table.text(), keyOf(join, "columns", their));
              NameReview.given(survey, my, place);
              if (!taken.add(my)) {
                survey.problem(
                    place,
                    "there is a column '" + my + "' already",
                    "rename it: columns: {" + their + ": " + table + "_" + my + "}");
              }
            });
  }

  private void wholeKey(TableName table, Join join) {
    var key = survey.pipeline().staging(table).orElseThrow().key();
    if (!join.on().theirsToMine().keySet().equals(Set.copyOf(key))) {
      survey.problem(
          survey.places().at(join.place(), "on"),
          "a join goes by the whole key of '" + table + "', which is " + Words.names(key),
          key.size() == 1
              ? "write on: {" + key.get(0) + ": …} with your column for it"
              : "name your column for each of them: on: {" + key.get(0) + ": …, …}");
    }
  }

  private void matching(
      TableName table, Optional<Attribute> their, Identifier my, Columns mine, Join join) {
    var place = survey.places().at(join.place(), "on", their.map(Attribute::name).orElse(my));
    if (from.isEmpty() || !survey.known(my, mine, from.get().text(), place)) {
      return;
    }
    var attribute = mine.find(my);
    if (attribute.isPresent()
        && their.isPresent()
        && attribute.get().mask().isEmpty()
        && their.get().mask().isEmpty()
        && !Types.match(attribute.get().type(), their.get().type())) {
      survey.problem(
          place,
          Words.unlike(
              from.get() + "." + my,
              attribute.get().type(),
              table + "." + their.get().name(),
              their.get().type()),
          "declare both alike, or cast one in its transform");
    }
  }

  private Place keyOf(Join join, Object... path) {
    return survey.places().ofKey(join.place(), path);
  }
}
