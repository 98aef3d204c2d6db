package io.millrace.transform;

import java.util.Locale;

/** Names as they stand in SQL. */
final class Names {

  private Names() {}

  /** Without its backticks, in lower case. */
  static String plain(String written) {
    var text = written.toLowerCase(Locale.ROOT);
    return text.length() > 1 && text.startsWith("`") && text.endsWith("`")
        ? text.substring(1, text.length() - 1).replace("``", "`")
        : text;
  }
}
