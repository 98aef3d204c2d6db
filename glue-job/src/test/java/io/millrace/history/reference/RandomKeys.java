package io.millrace.history.reference;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The keys of the random sources: of any characters, some alike when concatenated. */
final class RandomKeys {

  final List<List<Object>> countries = new ArrayList<>();
  final List<List<Object>> customers = new ArrayList<>();
  final List<List<Object>> orders = new ArrayList<>();
  final List<List<Object>> lines = new ArrayList<>();
  final List<List<Object>> visits = new ArrayList<>();

  RandomKeys(int customerKeys, Random random) {
    Set<String> codes = new LinkedHashSet<>();
    while (codes.size() < 8 + customerKeys / 20) {
      codes.add(RandomRows.word(random) + (codes.size() < 8 ? "" : codes.size()));
    }
    codes.forEach(code -> countries.add(List.of(code)));
    // Number by number a region of any characters, cut from the number at either of two places:
    // ("x1", 23) and ("x12", 3) are two keys.
    for (int i = 0; customers.size() < customerKeys; i++) {
      String digits = Integer.toString(100 + i);
      String word = i % 3 == 0 ? RandomRows.word(random) : "x";
      for (int cut = 1; cut <= 2 && customers.size() < customerKeys; cut++) {
        if (digits.charAt(cut) != '0') {
          customers.add(
              List.of(word + digits.substring(0, cut), Long.parseLong(digits.substring(cut))));
        }
      }
    }
    for (long i = 0; i < customerKeys; i++) {
      orders.add(List.of(i));
      visits.add(List.of(i));
      for (long line = 1; line <= 1 + random.nextInt(3); line++) {
        lines.add(List.of(i + customerKeys / 10, line));
      }
    }
  }

  List<List<Object>> of(String source) {
    return switch (source) {
      case "countries" -> countries;
      case "customers" -> customers;
      case "orders" -> orders;
      case "order_items" -> lines;
      case "visits" -> visits;
      default -> throw new IllegalArgumentException("no source " + source);
    };
  }
}
