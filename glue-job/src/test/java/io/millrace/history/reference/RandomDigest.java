package io.millrace.history.reference;

import java.util.Map;

/** Digests for random changes: equal for equal content, different for other content. */
final class RandomDigest {

  private RandomDigest() {}

  static Change digested(Change change) {
    StringBuilder content = new StringBuilder();
    content.append(change.op()).append(change.keyBefore()).append(change.effective());
    content.append(change.filtered());
    write(change.values(), content);
    long forwards = content.toString().hashCode();
    long backwards = content.reverse().toString().hashCode();
    return change.digest((backwards << 32) ^ forwards);
  }

  /** With its length, so that null is not the text "null" and no text runs into the next. */
  private static void write(Object value, StringBuilder content) {
    if (value instanceof Map<?, ?> map) {
      content.append('{');
      map.forEach(
          (name, of) -> {
            write(name, content);
            write(of, content);
          });
      content.append('}');
    } else if (value == null) {
      content.append('-');
    } else {
      content.append(value.toString().length()).append(':').append(value);
    }
  }
}
