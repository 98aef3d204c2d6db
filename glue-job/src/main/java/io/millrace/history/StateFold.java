package io.millrace.history;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * One key's changes, in order, folded into its states (rules 4 to 8, 10, 12); or those since what
 * is kept of the key, which then comes first (rule 21).
 */
final class StateFold implements KeyedFold.Step {

  // Where a change has its technical columns, counted from the end of the source's own.
  static final int AT = 0;
  static final int LOAD = 1;
  static final int PLACE = 2;
  static final int EFFECTIVE = 3;
  static final int UPDATES = 4;
  static final int DELETES = 5;
  static final int COUNTS = 6;

  // Where what is kept has the interval of its row, counted from the last of those.
  static final int KEPT_TIME = 7;
  static final int KEPT_FROM = 8;
  static final int KEPT_UNTIL = 9;
  static final int KEPT_DELETED = 10;

  /** How many columns a state has beside the source's own. */
  static final int BESIDE = 8;

  private static final long BEGINNING = micros(Timeline.BEGINNING.toInstant());
  private static final long START_OF_TIME = micros(Instant.parse("0001-01-01T00:00:00Z"));

  /**
   * How a source's changes are to be folded.
   *
   * @param width how many columns the source has of its own
   * @param carried the columns in which a null of an update means unchanged
   * @param loads the times of the complete loads whose rows are all there is, ascending
   * @param resumes whether what is kept of keys stands among the changes
   */
  record Rules(
      int width,
      List<Integer> key,
      List<Integer> carried,
      boolean ignoresDeletes,
      boolean coversAllTime,
      List<Long> loads,
      boolean resumes)
      implements Serializable {}

  /** From when until when a key has this row, or none. */
  private static final class State {
    private final long time;
    private final long from;
    private Object[] row;
    private Long until;

    State(long time, long from, Object[] row) {
      this.time = time;
      this.from = from;
      this.row = row;
    }
  }

  private final Rules rules;

  private Row someChange;
  private boolean isAccepted;
  private long placeAt;
  private String place;
  private int loadsPassed;
  private long lastAt = Long.MIN_VALUE;
  private Long timeBefore;
  private Object[] rowBefore;

  private State open;
  private State lastLive;
  private State absence;

  StateFold(Rules rules) {
    this.rules = rules;
  }

  @Override
  public void next(Row change, Consumer<Row> told) {
    if (someChange == null) {
      begin(change);
    }
    long at = change.getLong(rules.width + AT);
    if (rules.resumes && !change.isNullAt(rules.width + KEPT_TIME)) {
      resume(change, at);
      return;
    }
    boolean load = change.getBoolean(rules.width + LOAD);
    passLoads(at, load, told);
    if (change.getBoolean(rules.width + COUNTS) && !isTaken(at, change)) {
      isAccepted = true;
      lastAt = at;
      var row = change.getBoolean(rules.width + DELETES) ? null : filled(change);
      change(time(change, at), load, row, told);
    }
  }

  private void begin(Row change) {
    someChange = change;
    if (rules.coversAllTime) {
      absence = new State(START_OF_TIME, START_OF_TIME, null);
    }
  }

  /** Stands where the fold of all changes stood after the last that is kept. */
  private void resume(Row kept, long at) {
    isAccepted = true;
    lastAt = at;
    while (loadsPassed < rules.loads.size() && rules.loads.get(loadsPassed) <= at) {
      loadsPassed++;
    }
    boolean deleted = kept.getBoolean(rules.width + KEPT_DELETED);
    var row = values(kept);
    timeBefore = kept.getLong(rules.width + KEPT_TIME);
    rowBefore = deleted ? null : row;
    open = new State(timeBefore, kept.getLong(rules.width + KEPT_FROM), row);
    if (deleted && !rules.ignoresDeletes) {
      lastLive = open;
      lastLive.until = kept.getLong(rules.width + KEPT_UNTIL);
      open = new State(timeBefore, lastLive.until, null);
    }
  }

  /** A key that is in no row of a complete load is deleted at its time, before other changes. */
  private void passLoads(long at, boolean load, Consumer<Row> told) {
    while (loadsPassed < rules.loads.size() && rules.loads.get(loadsPassed) <= at) {
      long loaded = rules.loads.get(loadsPassed++);
      lastAt = Math.max(lastAt, loaded);
      boolean isInIt = load && loaded == at;
      if (!isInIt) {
        change(loaded, true, null, told);
      }
    }
  }

  /** Of several changes at one place the first counts: they are sorted so that it does. */
  private boolean isTaken(long at, Row change) {
    var its = change.getString(rules.width + PLACE);
    boolean taken = place != null && placeAt == at && place.equals(its);
    placeAt = at;
    place = its;
    return taken;
  }

  private Object[] values(Row change) {
    var row = new Object[rules.width];
    for (int i = 0; i < row.length; i++) {
      row[i] = change.get(i);
    }
    return row;
  }

  private Object[] filled(Row change) {
    var row = values(change);
    if (change.getBoolean(rules.width + UPDATES) && rowBefore != null) {
      for (int column : rules.carried) {
        row[column] = row[column] == null ? rowBefore[column] : row[column];
      }
    }
    return row;
  }

  private long time(Row change, long at) {
    if (change.isNullAt(rules.width + EFFECTIVE) || change.getBoolean(rules.width + DELETES)) {
      return at;
    }
    long effective = change.getLong(rules.width + EFFECTIVE);
    boolean isLater = timeBefore == null || effective > timeBefore;
    return isLater && effective <= at ? effective : at;
  }

  private void change(long time, boolean load, Object[] row, Consumer<Row> told) {
    boolean isFirst = timeBefore == null;
    boolean isSameInstant = open != null && open.time == time;
    timeBefore = time;
    rowBefore = row;
    if (row == null && rules.ignoresDeletes) {
      return;
    }
    if (isSameInstant) {
      open.row = row;
      return;
    }
    close(time, told);
    boolean beginsUnknown = isFirst && load && row != null;
    open = new State(time, beginsUnknown ? Math.min(time, BEGINNING) : time, row);
  }

  private void close(Long until, Consumer<Row> told) {
    if (open == null) {
      return;
    }
    open.until = until;
    if (open.row == null) {
      absence = absence == null ? open : absence;
    } else {
      tell(lastLive, false, told);
      endAbsence(open.from, told);
      lastLive = open;
    }
    open = null;
  }

  private void endAbsence(long until, Consumer<Row> told) {
    if (absence != null) {
      absence.until = until;
      tell(absence, false, told);
      absence = null;
    }
  }

  @Override
  public void end(Consumer<Row> told) {
    passLoads(Long.MAX_VALUE, false, told);
    if (isAccepted) {
      close(null, told);
      tell(lastLive, true, told);
      if (absence != null) {
        absence.until = null;
        tell(absence, lastLive == null, told);
      }
    }
    someChange = null;
    isAccepted = false;
    place = null;
    loadsPassed = 0;
    lastAt = Long.MIN_VALUE;
    timeBefore = null;
    rowBefore = null;
    open = null;
    lastLive = null;
    absence = null;
  }

  private void tell(State state, boolean latest, Consumer<Row> told) {
    if (state == null) {
      return;
    }
    var row = new Object[rules.width + BESIDE];
    if (state.row == null) {
      for (int column : rules.key) {
        row[column] = someChange.get(column);
      }
    } else {
      System.arraycopy(state.row, 0, row, 0, rules.width);
    }
    row[rules.width] = state.from;
    row[rules.width + 1] = state.until;
    row[rules.width + 2] = state.row != null;
    row[rules.width + 3] = latest;
    if (latest) {
      row[rules.width + 4] = lastAt;
      row[rules.width + 5] = timeBefore;
      row[rules.width + 6] = state.from;
      row[rules.width + 7] = rowBefore == null;
    }
    told.accept(RowFactory.create(row));
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000;
  }
}
