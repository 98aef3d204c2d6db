package io.millrace.sampledata;

import io.millrace.sampledata.Change.Op;

/**
 * The life of one hand-written row, told in the order in which the source changed it; each change
 * names the batch that brings it, so that a late one is simply one of a later batch.
 *
 * <p>Settings are pairs of column and value: {@code update(3, at(7, 10, 0), "tier", 2L)}.
 */
final class Story {
  private final Script script;
  private final Table table;
  private final Object[] row;
  private Change last;

  Story(Script script, Table table, Object[] row) {
    this.script = script;
    this.table = table;
    this.row = row;
  }

  /** The full load has it. */
  Story loaded(Object... settings) {
    set(settings);
    last = Change.of(Op.I, Calendar.loadStart(), "", null, row.clone());
    script.load(table, last);
    return this;
  }

  Story insert(int batch, long commit, Object... settings) {
    touch(commit);
    set(settings);
    return deliver(batch, Change.of(Op.I, commit, script.sequence(commit), null, row.clone()));
  }

  Story update(int batch, long commit, Object... settings) {
    var before = before();
    touch(commit);
    set(settings);
    var values = row.clone();
    if (table == Table.CUSTOMERS && !isSet("bio", settings)) {
      values[table.index("bio")] = null; // PostgreSQL leaves an unchanged TOAST value out
    }
    return deliver(batch, Change.of(Op.U, commit, script.sequence(commit), before, values));
  }

  Story delete(int batch, long commit) {
    var values = row.clone();
    if (table.has(Table.Trait.DELETES_HOLD_THE_KEY)) {
      values = new Object[row.length];
      values[0] = row[0];
    }
    return deliver(batch, Change.of(Op.D, commit, script.sequence(commit), before(), values));
  }

  /** The last change once more, sequence and all. */
  Story again(int batch) {
    script.change(batch, table, last);
    return this;
  }

  /** The last change's position, but other content: what no healthy source sends. */
  Story contradict(int batch, Object... settings) {
    var values = last.values().toArray();
    for (int i = 0; i < settings.length; i += 2) {
      values[table.index((String) settings[i])] = settings[i + 1];
    }
    script.change(
        batch, table, Change.of(Op.U, last.commit(), last.sequence(), last.before(), values));
    return this;
  }

  /** The last change's position, but a delete. */
  Story contradictByDelete(int batch) {
    var values = new Object[row.length];
    values[0] = row[0];
    script.change(
        batch, table, Change.of(Op.D, last.commit(), last.sequence(), last.before(), values));
    return this;
  }

  /** An update that some other file will bring. */
  Change changed(long commit, Object... settings) {
    touch(commit);
    set(settings);
    return Change.of(Op.U, commit, script.sequence(commit), before(), row.clone());
  }

  private Story deliver(int batch, Change change) {
    last = change;
    script.change(batch, table, change);
    return this;
  }

  private Long before() {
    return table.has(Table.Trait.BEFORE_IMAGE) ? (Long) row[0] : null;
  }

  /** A source's trigger sets updated_at a moment before the commit. */
  private void touch(long commit) {
    if (table != Table.COUNTRIES && table != Table.CATEGORIES && table != Table.ORDER_ITEMS) {
      row[table.index("updated_at")] = commit - 250_000;
    }
  }

  private void set(Object... settings) {
    for (int i = 0; i < settings.length; i += 2) {
      row[table.index((String) settings[i])] = settings[i + 1];
    }
  }

  private static boolean isSet(String column, Object... settings) {
    for (int i = 0; i < settings.length; i += 2) {
      if (settings[i].equals(column)) {
        return true;
      }
    }
    return false;
  }
}
