package io.millrace.history;

import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * One key's live states, latest first, folded into its versions (rule 9): from that end a version
 * shows the state that is met first, and the latest values are known before they are needed.
 */
final class VersionFold implements KeyedFold.Step {

  /**
   * Which columns open a version, and which show the latest value everywhere.
   *
   * @param width how many columns a state has before its interval
   */
  record Rules(int width, List<Integer> track, List<Integer> overwrite) implements Serializable {}

  private final Rules rules;

  private Row latest;
  private Row shown;
  private long from;

  VersionFold(Rules rules) {
    this.rules = rules;
  }

  @Override
  public void next(Row state, Consumer<Row> told) {
    latest = latest == null ? state : latest;
    if (!continues(state)) {
      tell(told);
      shown = state;
    }
    from = state.getLong(rules.width);
  }

  /** Whether the version that is being told began with this state or before it. */
  private boolean continues(Row state) {
    return shown != null
        && !state.isNullAt(rules.width + 1)
        && state.getLong(rules.width + 1) == from
        && Same.in(rules.track, state, shown);
  }

  @Override
  public void end(Consumer<Row> told) {
    tell(told);
    latest = null;
    shown = null;
  }

  private void tell(Consumer<Row> told) {
    if (shown == null) {
      return;
    }
    var row = new Object[rules.width + 2];
    for (int i = 0; i < rules.width; i++) {
      row[i] = shown.get(i);
    }
    for (int column : rules.overwrite) {
      row[column] = latest.get(column);
    }
    row[rules.width] = from;
    row[rules.width + 1] = shown.get(rules.width + 1);
    told.accept(RowFactory.create(row));
  }
}
