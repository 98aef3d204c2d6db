package io.millrace.sampledata;

import static io.millrace.sampledata.Calendar.SECOND;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;

/**
 * The customers of the random stream: eight bytes and a bit each, whatever their rows hold, because
 * a row is drawn anew from how often each of its attributes has changed.
 */
final class Customers {
  /** Below it are the hand-written ones of {@link CustomerCases}. */
  static final long FIRST_KEY = 1001;

  private static final int NAME = 0;
  private static final int TIER = 1;
  private static final int COUNTRY = 2;
  private static final int CREDIT = 3;

  private final Hash hash;
  private final BitSet gone = new BitSet();
  private int[] versions = new int[1024];
  private int[] createdSeconds = new int[1024];
  private int size;

  Customers(Hash hash) {
    this.hash = hash;
  }

  int size() {
    return size;
  }

  long key(int index) {
    return FIRST_KEY + index;
  }

  int add(long created) {
    if (size == versions.length) {
      versions = Arrays.copyOf(versions, size * 2);
      createdSeconds = Arrays.copyOf(createdSeconds, size * 2);
    }
    createdSeconds[size] = (int) (created / SECOND);
    return size++;
  }

  boolean isGone(int index) {
    return gone.get(index);
  }

  void setGone(int index, boolean isGone) {
    gone.set(index, isGone);
  }

  /** Changes one of the attributes, the {@code nth} modulo their number. */
  void change(int index, int nth) {
    var shift = (nth & 3) * Byte.SIZE;
    var next = ((versions[index] >>> shift) + 1) & 0xff;
    versions[index] = (versions[index] & ~(0xff << shift)) | (next << shift);
  }

  /** When the load already had it: some day of the three years before. */
  long createdBeforeLoad(long key) {
    return Calendar.loadStart() - (1 + hash.below(3 * 365 * 24, key, 20, 0)) * Calendar.HOUR;
  }

  Object[] row(int index, long updated) {
    return row(key(index), versions[index], createdSeconds[index] * SECOND, updated);
  }

  /** A customer's row with attributes as they were at first. */
  Object[] row(long key, long created, long updated) {
    return row(key, 0, created, updated);
  }

  private Object[] row(long key, int version, long created, long updated) {
    var first = hash.pick(Words.FIRST_NAMES, key, 1, 0);
    var last = hash.pick(Words.LAST_NAMES, key, 2, of(version, NAME));
    return new Object[] {
      key,
      (first + "." + key + "@example.com").toLowerCase(Locale.ROOT),
      first + " " + last,
      LocalDate.of(1940, 1, 1).plusDays(hash.below(65 * 365, key, 3, 0)).toString(),
      1L + hash.below(3, key, 4, of(version, TIER)),
      hash.below(20, key, 5, of(version, TIER)) == 0 ? "closed" : "active",
      hash.pick(Words.COUNTRY_CODES, key, 6, of(version, COUNTRY)),
      10_000L * hash.below(100, key, 7, of(version, CREDIT)),
      hash.below(4, key, 8, 0) == 0
          ? null
          : first + " likes " + hash.pick(Words.PRODUCTS, key, 9, 0),
      created,
      updated
    };
  }

  private static int of(int version, int attribute) {
    return (version >>> (attribute * Byte.SIZE)) & 0xff;
  }
}
