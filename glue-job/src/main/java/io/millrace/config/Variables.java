package io.millrace.config;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands for a variable in a value: the environment's raw location, a value of {@code --set
 * name=value} (var:name), or one of the process's environment (env:NAME).
 */
record Variables(
    Optional<String> raw, Map<String, String> given, UnaryOperator<String> environment) {

  /** Nothing is given, not even the process's environment. */
  static final Variables NONE = new Variables(Optional.empty(), Map.of(), name -> null);

  /** What a text with a variable looks like, for editors. */
  static final String PATTERN = "\\$\\{";

  private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)}|\\$\\{");

  Variables withRaw(String location) {
    return new Variables(Optional.of(location), given, environment);
  }

  static boolean isIn(String text) {
    return text.contains("${");
  }

  /** The text with every variable replaced, or what is wrong with one of them. */
  Substituted substitute(String text) {
    if (!isIn(text)) {
      return new Substituted(text, Optional.empty());
    }
    StringBuilder out = new StringBuilder();
    Matcher reference = REFERENCE.matcher(text);
    while (reference.find()) {
      if (reference.group().equals("$${")) {
        reference.appendReplacement(out, Matcher.quoteReplacement("${"));
        continue;
      }
      String name = reference.group(1);
      Optional<String> value = name == null ? Optional.empty() : value(name);
      if (value.isEmpty()) {
        return new Substituted(text, Optional.of(mistake(reference.group(), name)));
      }
      reference.appendReplacement(out, Matcher.quoteReplacement(value.get()));
    }
    return new Substituted(reference.appendTail(out).toString(), Optional.empty());
  }

  private Optional<String> value(String name) {
    if (name.equals("raw")) {
      return raw;
    }
    if (name.startsWith("var:")) {
      return Optional.ofNullable(given.get(name.substring("var:".length())));
    }
    if (name.startsWith("env:")) {
      return Optional.ofNullable(environment.apply(name.substring("env:".length())));
    }
    return Optional.empty();
  }

  private static Mistake mistake(String written, String name) {
    if (name == null) {
      return new Mistake("'${' has no closing '}'", "close it, or write $${ for a plain ${", false);
    }
    if (name.equals("raw")) {
      return new Mistake(
          "${raw} stands for nothing here: it belongs to an environment",
          "write the folder out",
          false);
    }
    if (name.startsWith("var:")) {
      String variable = name.substring("var:".length());
      return new Mistake(
          written + " has no value", "give it one: --set " + variable + "=VALUE", true);
    }
    if (name.startsWith("env:")) {
      String variable = name.substring("env:".length());
      return new Mistake(
          written + " has no value",
          "set it in the environment: export " + variable + "=VALUE",
          true);
    }
    return new Mistake(
        written + " is no variable",
        "write ${raw}, ${var:NAME} or ${env:NAME}; $${ stands for a plain ${",
        false);
  }

  /** A text after substitution; with a mistake, the text is as it was written. */
  record Substituted(String text, Optional<Mistake> mistake) {}

  /**
   * What is wrong with a variable, and what to write.
   *
   * @param isForWantOfValue whether a value would mend it; otherwise it is misspelt
   */
  record Mistake(String message, String remedy, boolean isForWantOfValue) {}
}
