package io.millrace.history.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The random changes of one key, 1 to 40, not yet in files. */
final class RandomChanges {

  private static final long BEFORE_1900 = Told.micros(1850, 6, 1);

  private final Source source;
  private final RandomKeys keys;
  private final Random random;

  RandomChanges(Source source, RandomKeys keys, Random random) {
    this.source = source;
    this.keys = keys;
    this.random = random;
  }

  List<Change> of(List<Object> key) {
    List<Change> changes = new ArrayList<>();
    // Most keys have few changes, some have many.
    int count = 1 + random.nextInt(random.nextInt(4) == 0 ? 40 : 8);
    long at = RandomRows.time(random);
    Map<String, Object> row = fresh(at);
    for (int i = 0; i < count; i++) {
      boolean sameTransaction = chance(20);
      at = sameTransaction ? at : RandomRows.time(random);
      row = chance(25) ? row : changed(row, at);
      changes.add(change(key, at, row));
    }
    return changes;
  }

  /** The row of a key in a load. */
  Change loaded(List<Object> key, long at) {
    Change change = Change.loaded(source.name(), key.toArray()).at(at).values(fresh(at));
    return maybeFiltered(maybeEffective(change));
  }

  private Change change(List<Object> key, long at, Map<String, Object> row) {
    int dice = random.nextInt(100);
    if (dice < 15) {
      Change delete = Change.delete(source.name(), key.toArray()).at(at);
      return chance(70) ? delete : maybeEffective(delete.values(row));
    }
    if (dice < 40) {
      return maybeFiltered(
          maybeEffective(Change.insert(source.name(), key.toArray()).at(at).values(row)));
    }
    Change update = maybeEffective(Change.update(source.name(), key.toArray()).at(at).values(row));
    for (String column : source.carryForward()) {
      update = chance(40) ? update.value(column, null) : update;
    }
    boolean changesKey = chance(3) && !source.name().startsWith("order");
    return maybeFiltered(changesKey ? update.formerly(anyKey(source.name()).toArray()) : update);
  }

  private Change maybeFiltered(Change change) {
    return chance(4) ? change.filteredOut() : change;
  }

  /** A time of the change's own: behind, equal, ahead, far back, or none. */
  private Change maybeEffective(Change change) {
    if (!source.effectiveAt() || chance(15)) {
      return change;
    }
    int dice = random.nextInt(100);
    long effective =
        dice < 50
            ? change.at() - random.nextInt(6) * RandomRows.STEP / 2
            : dice < 60
                ? change.at()
                : dice < 80
                    ? change.at() + random.nextInt(10) * RandomRows.STEP
                    : dice < 99 ? RandomRows.time(random) : BEFORE_1900;
    return change.effective(effective).value("updated_at", RandomRows.instant(effective));
  }

  private Map<String, Object> fresh(long at) {
    Map<String, Object> row = new LinkedHashMap<>();
    columns().keySet().forEach(column -> row.put(column, value(column)));
    return withForeignKeys(row, at);
  }

  private Map<String, Object> changed(Map<String, Object> row, long at) {
    Map<String, Object> changed = new LinkedHashMap<>(row);
    for (String column : columns().keySet()) {
      if (chance(30)) {
        changed.put(column, value(column));
      }
    }
    return withForeignKeys(changed, at);
  }

  private Object value(String column) {
    return column.equals("updated_at") ? null : RandomRows.value(columns().get(column), random);
  }

  private Map<String, Object> withForeignKeys(Map<String, Object> row, long at) {
    boolean notYetAdded = at < RandomRows.BASE + RandomRows.STEPS / 2 * RandomRows.STEP;
    if (notYetAdded) {
      row.remove("added");
    }
    if (row.containsKey("code") && chance(70)) {
      row.put("code", anyKey("countries").get(0));
    }
    for (String role : List.of("", "host_")) {
      if (row.containsKey(role + "number") && chance(85)) {
        List<Object> customer = anyKey("customers");
        row.put(role + "region", customer.get(0));
        row.put(role + "number", customer.get(1));
      }
    }
    return row;
  }

  private List<Object> anyKey(String of) {
    return keys.of(of).get(random.nextInt(keys.of(of).size()));
  }

  private Map<String, String> columns() {
    return RandomRows.COLUMNS.get(source.name());
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
