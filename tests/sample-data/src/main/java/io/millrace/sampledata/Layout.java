package io.millrace.sampledata;

import io.millrace.sampledata.Table.Trait;
import java.util.ArrayList;
import java.util.List;

/** The columns of a file: DMS puts its own before and after the table's. */
record Layout(Table table, boolean load, List<Column> own, List<Column> all) {
  private static final Column OP = Column.of("Op", Column.Type.TEXT);
  private static final Column DMS_TIME = Column.of("dms_ts", Column.Type.TIME_OF_DMS);
  private static final Column SEQUENCE = Column.of("AR_H_CHANGE_SEQ", Column.Type.TEXT);

  /** As it was in that batch. */
  static Layout of(Table table, boolean load, int batch) {
    var own = table.columns(batch);
    var all = new ArrayList<Column>();
    if (!load || table.has(Trait.OP_ON_LOAD)) {
      all.add(OP);
    }
    all.add(DMS_TIME);
    all.addAll(own);
    if (table.has(Trait.BEFORE_IMAGE)) {
      all.add(Column.of("BI_" + own.get(0).name(), own.get(0).type()));
    }
    if (table.has(Trait.CHANGE_SEQUENCE)) {
      all.add(SEQUENCE);
    }
    return new Layout(table, load, own, List.copyOf(all));
  }

  /** A change as the file holds it. */
  Object[] row(Change change) {
    var row = new Object[all.size()];
    int at = 0;
    if (!load || table.has(Trait.OP_ON_LOAD)) {
      row[at++] = change.op().name();
    }
    row[at++] = Calendar.dms(change.commit());
    for (int i = 0; i < own.size(); i++) {
      row[at++] = change.values().get(i);
    }
    if (table.has(Trait.BEFORE_IMAGE)) {
      row[at++] = change.before();
    }
    if (table.has(Trait.CHANGE_SEQUENCE)) {
      row[at] = load && table.has(Trait.NULL_SEQUENCE_ON_LOAD) ? null : change.sequence();
    }
    return row;
  }
}
