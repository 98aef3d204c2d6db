package io.millrace.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How names and values are put into messages. */
final class Texts {

  private static final int LONGEST_SHOWN = 60;

  private Texts() {}

  /** A value that may be shown in a message, however long it is in the file. */
  static String shortened(String text) {
    return shortened(text, LONGEST_SHOWN);
  }

  private static String shortened(String text, int longest) {
    String line = text.replace('\n', ' ').replace('\t', ' ');
    return line.length() <= longest ? line : line.substring(0, longest) + "…";
  }

  /** What an exception says of a value; its own words where Millrace wrote them. */
  static String sentence(IllegalArgumentException e, String text, String says) {
    boolean jdk = e instanceof NumberFormatException || e.getMessage() == null;
    return jdk ? "'" + shortened(text) + "' is not " + says : shortened(e.getMessage(), 200);
  }

  /** {@code a column → columns}. */
  static String plural(String says) {
    String noun = withoutArticle(says);
    return noun.startsWith("map") || noun.startsWith("list")
        ? noun.replaceFirst(" ", "s ")
        : noun + "s";
  }

  /** {@code onFail → on_fail}, {@code NotNull → not_null}. */
  static String snakeCase(String javaName) {
    return javaName.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  /** {@code RowCheck → row check}. */
  static String words(String javaName) {
    return snakeCase(javaName).replace('_', ' ');
  }

  /** {@code environment → an environment}. */
  static String withArticle(String noun) {
    return ("aeiou".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
  }

  /** {@code environment ← an environment}. */
  static String withoutArticle(String says) {
    return says.replaceFirst("^an? ", "");
  }

  static String secondTime(String name) {
    return "'" + shortened(name) + "' stands here a second time; upper and lower case are one";
  }

  /** The first few of these words, for a message. */
  static String some(Collection<String> words) {
    String first = words.stream().limit(4).collect(Collectors.joining(", "));
    return words.size() > 4 ? first + ", …" : first;
  }

  /** {@code did you mean 'source'?}, or the list of what there is. */
  static String suggestion(String written, Collection<String> known) {
    return closest(written, known)
        .map(Texts::didYouMean)
        .orElseGet(
            () ->
                known.isEmpty()
                    ? ""
                    : "write one of: " + known.stream().collect(Collectors.joining(", ")));
  }

  static String didYouMean(String name) {
    return "did you mean '" + name + "'?";
  }

  /** The known name that was most likely meant. */
  static Optional<String> closest(String written, Collection<String> known) {
    String folded = written.toLowerCase(Locale.ROOT);
    int allowed = Math.max(1, Math.min(3, folded.length() / 3));
    return known.stream()
        .filter(name -> distance(folded, name.toLowerCase(Locale.ROOT)) <= allowed)
        .min(Comparator.comparingInt(name -> distance(folded, name.toLowerCase(Locale.ROOT))));
  }

  /** How many letters must be put in, taken out, replaced or swapped. */
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 3) {
      return Integer.MAX_VALUE;
    }
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
