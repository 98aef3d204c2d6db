package io.millrace.run;

import io.millrace.lake.Sequences;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Warehouse;
import io.millrace.warehouse.Mark;
import io.millrace.warehouse.Redshift;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lake to Redshift: what changed since each table's mark in the publish ledger. Dimensions and
 * facts go in one merge, so that readers never see a fact without its version; each mirror goes by
 * itself.
 */
final class PublishStage {

  private final Workplace workplace;

  PublishStage(Workplace workplace) {
    this.workplace = workplace;
  }

  List<List<Runner.Step>> waves() {
    return workplace.pipeline().environment().warehouse().stream()
        .map(
            warehouse ->
                List.of(new Runner.Step(workplace.pipeline().name().text(), this::publish)))
        .toList();
  }

  private Map<String, Long> publish() {
    var last = workplace.lake().sequences().last();
    if (last.isEmpty()) {
      return Map.of();
    }
    var environment = workplace.pipeline().environment();
    try (var warehouse = OpenWarehouse.of(environment, workplace.lake().fence())) {
      long published = publish(warehouse.redshift(), last.get());
      return published == 0 ? Map.of() : Map.of("published", published);
    }
  }

  private long publish(Redshift redshift, Sequences.Sequence last) {
    var tables = Publishable.of(workplace.pipeline(), workplace.lake());
    var served = tables.stream().map(Publishable::served).toList();
    var before = redshift.marks();
    requireOurs(tables, before);
    tellOfLeftBehind(redshift, before);
    var marks = redshift.prepare(served, workplace.pipeline().name().text(), lake());
    var unfinished = unfinished();
    var together = new ArrayList<Redshift.Changes>();
    long published = 0;
    for (var table : tables) {
      if (unfinished.contains(table.served().name())) {
        continue;
      }
      var changes = changes(redshift, table, marks.get(table.served().name()), last);
      if (table.isMirror() && changes.isPresent()) {
        published += redshift.publish(List.of(changes.get()));
      } else {
        changes.ifPresent(together::add);
      }
    }
    return published + (together.isEmpty() ? 0 : redshift.publish(together));
  }

  private void requireOurs(List<Publishable> tables, Map<TableName, Mark> marks) {
    var publishing = workplace.publishing();
    for (var table : tables) {
      var mark = marks.get(table.served().name());
      if (mark != null && mark.isForeignTo(ours(table, 0, "")) && publishing != Publishing.ADOPT) {
        throw new Failure(
            Failure.Kind.CONFIGURATION,
            "%s: %s was published by pipeline %s from the lake %s, not from %s%n    if this lake shall take the table over, run: millrace publish --adopt"
                .formatted(
                    workplace
                        .pipeline()
                        .environment()
                        .warehouse()
                        .map(Warehouse::place)
                        .orElseThrow(),
                    table.served().name(),
                    mark.pipeline(),
                    mark.lake(),
                    lake()));
      }
    }
  }

  /** Names what was published once and is no more: only who knows its readers may drop it. */
  private void tellOfLeftBehind(Redshift redshift, Map<TableName, Mark> marks) {
    var published = Publishable.names(workplace.pipeline());
    marks.forEach(
        (name, mark) -> {
          boolean isOurs =
              mark.pipeline().equals(workplace.pipeline().name().text())
                  && mark.lake().equals(lake());
          if (isOurs && !published.contains(name)) {
            workplace.warn(
                "%s is published no more and stays in Redshift as it was last; to be rid of it: %s"
                    .formatted(name, String.join("; ", redshift.removal(name))));
          }
        });
  }

  /** Facts that do not point at the present versions yet, and all that hangs together with them. */
  private Set<TableName> unfinished() {
    var behind = new TreeSet<TableName>();
    for (var fact : workplace.pipeline().facts()) {
      if (fact.redshift().publish() && !new FactRows(workplace, fact).behind().isEmpty()) {
        behind.add(fact.fact());
      }
    }
    var unfinished = Unfinished.tables(workplace.pipeline(), behind);
    if (!unfinished.isEmpty()) {
      workplace.warn(
          "not published: %s, since %s does not follow the last changes of its dimensions yet; run the stages facts,publish"
              .formatted(unfinished, behind));
    }
    return unfinished;
  }

  /** What a table's rows in Redshift lack; nothing where they cannot have changed. */
  private Optional<Redshift.Changes> changes(
      Redshift redshift, Publishable table, Mark from, Sequences.Sequence last) {
    var to = ours(table, last.number(), last.token());
    if (isKnown(table, from)) {
      if (from.equals(to)) {
        return Optional.empty();
      }
      var rows = table.stored().changedAfter(from.sequence(), table.served().key());
      return Optional.of(new Redshift.Changes(table.served(), rows, from, to));
    }
    var stored = table.stored().shown();
    var difference = redshift.difference(table.served(), stored);
    return Optional.of(new Redshift.Changes(table.served(), difference.changes(), from, to));
  }

  /** Whether this lake's history leads from there to here; else only a comparison tells. */
  private boolean isKnown(Publishable table, Mark from) {
    return workplace.publishing() == Publishing.CHANGES
        && from.incarnation().equals(table.stored().id())
        && workplace
            .lake()
            .sequences()
            .contains(new Sequences.Sequence(from.sequence(), from.token()));
  }

  private Mark ours(Publishable table, long sequence, String token) {
    return new Mark(
        workplace.pipeline().name().text(), lake(), table.stored().id(), sequence, token);
  }

  /** A stand-in lies within its lake, wherever both are moved. */
  private String lake() {
    var environment = workplace.pipeline().environment();
    boolean local = environment.warehouse().orElseThrow().kind() == Warehouse.Kind.LOCAL;
    return local ? "local" : environment.lake().text();
  }
}
