package io.millrace.sampledata;

import static io.millrace.sampledata.Calendar.at;

import java.util.List;

/** The orders and lines with a story. */
final class OrderCases {
  private static final long BEYOND_INT32 = 3_000_000_000L;

  private final Script script;

  OrderCases(Script script) {
    this.script = script;
  }

  void write() {
    lives();
    headersAndLines();
    lookups();
    deliveredOddly();
    headersThatBreakChecks();
    linesThatBreakChecks();
  }

  private void lives() {
    order(1)
        .loaded("status", "new")
        .update(2, at(6, 9, 1), "status", "paid")
        .update(2, at(6, 9, 2), "status", "packed")
        .update(3, at(7, 9, 1), "status", "shipped", "shipped_at", at(7, 9, 0));
    line(1, 1).loaded().update(3, at(7, 9, 1), "quantity", 7L);
    line(1, 2).loaded().delete(3, at(7, 9, 1));
    // Deleted with its lines, in one transaction.
    order(2).loaded().delete(4, at(8, 9, 2));
    line(2, 1).loaded().delete(4, at(8, 9, 2));
    // Deleted without its line.
    order(3).loaded().delete(5, at(10, 9, 3));
    line(3, 1).loaded();
    // A line that goes and comes back.
    order(4).loaded();
    line(4, 1).loaded().delete(2, at(6, 9, 4)).insert(4, at(8, 9, 4), "quantity", 4L);
    // A quantity that needs the wider column, and an amount that no order line has.
    order(5).loaded();
    line(5, 2).insert(5, at(10, 9, 6), "quantity", 2_000L, "unit_price", 9_000_000L);
    line(5, 1).loaded().update(5, at(10, 9, 5), "quantity", BEYOND_INT32, "unit_price", 1L);
  }

  private void headersAndLines() {
    // The lines come a batch before their header; then lines without any.
    order(11).insert(4, at(8, 9, 11));
    line(11, 1).insert(3, at(7, 22, 11));
    line(11, 2).insert(3, at(7, 22, 11), "quantity", 2L);
    line(12, 1).insert(3, at(7, 22, 12));
    // A header's own time is corrected: its lines are looked up again.
    order(13)
        .loaded("ordered_at", at(4, 9, 13))
        .update(6, at(12, 9, 13), "ordered_at", at(3, 9, 0));
    line(13, 1).loaded();
  }

  private void lookups() {
    // For a customer whom a late change splits, before and after the split.
    order(21).insert(3, at(7, 9, 21), "customer_id", 11L, "ordered_at", at(7, 9, 20));
    line(21, 1).insert(3, at(7, 9, 21));
    order(22).insert(3, at(7, 20, 22), "customer_id", 11L, "ordered_at", at(7, 20, 0));
    line(22, 1).insert(3, at(7, 20, 22));
    // For one who is deleted on that day, so in the gap.
    order(23).insert(4, at(8, 9, 23), "customer_id", 3L);
    line(23, 1).insert(4, at(8, 9, 23));
    // For nobody; for one who comes in batch 6; for one who never comes.
    order(24).insert(3, at(7, 9, 24), "customer_id", null);
    line(24, 1).insert(3, at(7, 9, 24), "product_id", null);
    order(25).insert(3, at(7, 9, 25), "customer_id", 48L);
    line(25, 1).insert(3, at(7, 9, 25));
    order(26).insert(3, at(7, 9, 26), "customer_id", 999_999L);
    line(26, 1).insert(3, at(7, 9, 26), "product_id", 99_999L);
    // Before the shop kept calendars, and to a country that nobody knows.
    order(27).loaded("ordered_at", Calendar.at(1, 0, 0) - 6 * 366 * Calendar.DAY);
    line(27, 1).loaded();
    order(28).loaded("ship_country", "XK");
    line(28, 1).loaded();
  }

  private void deliveredOddly() {
    order(31).loaded().update(3, at(7, 9, 31), "status", "paid").again(4).again(6);
    // A file that was stuck: below the folder of its commit date, two days later.
    order(32).loaded();
    var line = line(32, 1).loaded();
    var stuck = line.changed(at(8, 11, 32), "quantity", 9L);
    line.update(5, at(10, 9, 32), "quantity", 3L);
    script.file(6, Table.ORDER_ITEMS, at(8, 11, 40), List.of(stuck));
    // Ordered in one transaction with the header's two changes.
    order(33).insert(4, at(8, 9, 33)).update(4, at(8, 9, 33), "status", "paid");
    line(33, 1).insert(4, at(8, 9, 33));
  }

  private void headersThatBreakChecks() {
    order(41).loaded("status", "lost");
    order(42).loaded("currency", "EURO");
    order(43).loaded("total", -1L);
    order(44)
        .loaded()
        .update(2, at(6, 9, 44), "shipped_at", at(1, 0, 0), "ordered_at", at(2, 0, 0));
    order(45).loaded().update(3, at(7, 9, 45), "is_gift", "maybe");
    order(46).insert(4, at(8, 9, 46), "ordered_at", at(8, 9, 46) + 5000 * Calendar.DAY);
    order(47).insert(5, at(10, 9, 47), "ordered_at", null);
  }

  private void linesThatBreakChecks() {
    line(1, 3).loaded("quantity", 0L);
    line(1, 4).loaded().update(2, at(6, 9, 1), "quantity", -3L);
    line(1, 5).loaded("unit_price", null);
    line(1, 6).insert(4, at(8, 9, 1), "note", "n".repeat(501));
  }

  private Story order(long key) {
    var ordered = Calendar.loadStart() - key * Calendar.DAY;
    Object[] row = {
      key, 1001L + key, "new", ordered, null, "DE", "EUR", 2_000L, "false", ordered, null
    };
    return new Story(script, Table.ORDERS, row);
  }

  private Story line(long order, long lineNumber) {
    Object[] row = {order, lineNumber, 100L + lineNumber, 1L, 2_000L, null};
    return new Story(script, Table.ORDER_ITEMS, row);
  }
}
