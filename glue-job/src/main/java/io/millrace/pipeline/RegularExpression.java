package io.millrace.pipeline;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression that compiles. */
public record RegularExpression(String text) {

  public RegularExpression {
    try {
      Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no regular expression: " + e.getDescription(), e);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
