package io.millrace.config;

import io.millrace.pipeline.Spelling;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How names and values are put into messages. */
final class Texts {

  private static final int LONGEST_SHOWN = 60;

  private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");

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
    return HUMP.matcher(javaName).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
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
    return Spelling.suggestion(written, known);
  }

  static String didYouMean(String name) {
    return "did you mean '" + name + "'?";
  }

  /** The known name that was most likely meant. */
  static Optional<String> closest(String written, Collection<String> known) {
    return Spelling.closest(written, known);
  }
}
