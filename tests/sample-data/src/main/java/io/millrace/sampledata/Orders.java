package io.millrace.sampledata;

import static io.millrace.sampledata.Calendar.SECOND;

import java.util.Arrays;

/** The orders of the random stream and their lines: nine bytes each; rows are drawn from them. */
final class Orders {
  /** Below it are the hand-written ones of {@link OrderCases}. */
  static final long FIRST_KEY = 1001;

  private static final String[] STATUSES = {"new", "paid", "packed", "shipped", "delivered"};
  private static final int SHIPPED = 3;

  private final Hash hash;
  private final Products products;
  private int[] customers = new int[1024];
  private int[] orderedSeconds = new int[1024];
  private byte[] states = new byte[1024];
  private int size;

  Orders(Hash hash, Products products) {
    this.hash = hash;
    this.products = products;
  }

  int size() {
    return size;
  }

  int add(int customer, long ordered) {
    if (size == states.length) {
      customers = Arrays.copyOf(customers, size * 2);
      orderedSeconds = Arrays.copyOf(orderedSeconds, size * 2);
      states = Arrays.copyOf(states, size * 2);
    }
    customers[size] = customer;
    orderedSeconds[size] = (int) (ordered / SECOND);
    return size++;
  }

  /** An order in the load has come some way already. */
  void settle(int index) {
    states[index] = (byte) hash.below(STATUSES.length, key(index), 1, 0);
  }

  long orderedBeforeLoad(int index) {
    return Calendar.loadStart() - (1 + hash.below(120 * 24 * 60, key(index), 2, 0)) * 60 * SECOND;
  }

  /** To the next status; at the last it stays. */
  void advance(int index) {
    if (states[index] >= 0 && status(index) < STATUSES.length - 1) {
      states[index]++;
    }
  }

  /** Its first line is ordered in another quantity. */
  void amend(int index) {
    states[index] = (byte) ((states[index] & ~0x78) | ((states[index] + 0x08) & 0x78));
  }

  boolean isGone(int index) {
    return states[index] < 0;
  }

  void setGone(int index) {
    states[index] |= (byte) 0x80;
  }

  int lines(int index) {
    return 1 + (int) hash.below(4, key(index), 3, 0);
  }

  Object[] row(int index, long updated) {
    var key = key(index);
    long total = 0;
    for (int line = 1; line <= lines(index); line++) {
      total += quantity(index, line) * price(key, line);
    }
    var ordered = orderedSeconds[index] * SECOND;
    return new Object[] {
      key,
      Customers.FIRST_KEY + customers[index],
      STATUSES[status(index)],
      ordered,
      status(index) >= SHIPPED ? (Long) (ordered + 5 * Calendar.HOUR) : null,
      hash.pick(Words.COUNTRY_CODES, key, 4, 0),
      hash.pick(Words.CURRENCIES, key, 5, 0),
      total,
      hash.below(10, key, 6, 0) == 0 ? "true" : "false",
      updated,
      hash.below(5, key, 7, 0) == 0 ? "WINTER26" : null
    };
  }

  Object[] line(int index, int line) {
    var key = key(index);
    return new Object[] {
      key,
      (long) line,
      products.key((int) hash.below(products.size(), key, 40 + line, 0)),
      quantity(index, line),
      price(key, line),
      hash.below(6, key, 50 + line, 0) == 0 ? "gift wrap" : null
    };
  }

  private long key(int index) {
    return FIRST_KEY + index;
  }

  private int status(int index) {
    return states[index] & 0x07;
  }

  private long quantity(int index, int line) {
    var version = line == 1 ? (states[index] >> 3) & 0x0f : 0;
    return 1 + hash.below(5, key(index), 20 + line, version);
  }

  private long price(long key, int line) {
    return 500L + 5 * hash.below(4000, key, 30 + line, 0);
  }
}
