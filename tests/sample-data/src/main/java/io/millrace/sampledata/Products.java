package io.millrace.sampledata;

import java.time.LocalDate;
import java.util.Locale;

/** The products of the random stream: two bytes each; a row is drawn anew from them. */
final class Products {
  /** Below it are the hand-written ones of {@link ProductCases}. */
  static final long FIRST_KEY = 101;

  private final Hash hash;
  private final byte[] priceVersions;
  private final byte[] textVersions;

  Products(Hash hash, int size) {
    this.hash = hash;
    this.priceVersions = new byte[size];
    this.textVersions = new byte[size];
  }

  int size() {
    return priceVersions.length;
  }

  long key(int index) {
    return FIRST_KEY + index;
  }

  void changePrice(int index) {
    priceVersions[index]++;
  }

  void changeText(int index) {
    textVersions[index]++;
  }

  Object[] row(int index, long updated) {
    return row(key(index), priceVersions[index], textVersions[index], updated);
  }

  /** A product's row as it was at first. */
  Object[] row(long key, long updated) {
    return row(key, 0, 0, updated);
  }

  private Object[] row(long key, int priceVersion, int textVersion, long updated) {
    var noun = hash.pick(Words.PRODUCTS, key, 1, 0);
    var kind = hash.pick(Words.KINDS, key, 2, textVersion);
    var colour = hash.pick(Words.COLOURS, key, 3, textVersion);
    return new Object[] {
      key,
      "%s-%05d".formatted(noun.substring(0, 3).toUpperCase(Locale.ROOT), key),
      kind + " " + noun,
      1L + hash.below(Words.CATEGORIES.size(), key, 4, 0),
      500L + 5 * hash.below(4000, key, 5, priceVersion),
      (1 + hash.below(200, key, 6, 0)) / 10.0,
      "{\"colour\": \"%s\", \"warranty_years\": %d}".formatted(colour, hash.below(4, key, 7, 0)),
      "active",
      Calendar.daysOf(LocalDate.of(2024, 1, 1)) + hash.below(700, key, 8, 0),
      updated,
      colour
    };
  }
}
