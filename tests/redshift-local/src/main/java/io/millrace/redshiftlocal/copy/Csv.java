package io.millrace.redshiftlocal.copy;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

/** Reads CSV as Redshift's COPY does: quotes are doubled, a backslash is a letter like others. */
final class Csv {

  private static final int END = -1;

  private final PushbackReader in;
  private final char delimiter;
  private final char quote;
  private long line = 1;
  private long firstLine;

  Csv(Reader in, char delimiter, char quote) {
    this.in = new PushbackReader(in, 1);
    this.delimiter = delimiter;
    this.quote = quote;
  }

  /** The line, from 1, where the last record began. */
  long firstLine() {
    return firstLine;
  }

  /** The fields of the next record, or null after the last. */
  List<String> next() {
    var first = read();
    if (first == END) {
      return null;
    }
    unread(first);
    firstLine = line;
    var fields = new ArrayList<String>();
    while (true) {
      var ending = field(fields);
      if (ending != delimiter) {
        if (ending == '\n') {
          line++;
        }
        return fields;
      }
    }
  }

  /** Adds one field, and gives what ended it: the delimiter, a line feed, or the end. */
  private int field(List<String> fields) {
    var field = new StringBuilder();
    var quoted = false;
    var c = read();
    if (c == quote) {
      quoted = true;
      quotedPart(field);
      c = read();
    }
    for (; c != delimiter && c != '\n' && c != END; c = read()) {
      var ending = c == '\r' && peek() == '\n';
      if (!ending && !(quoted && Character.isWhitespace(c))) {
        field.append((char) c);
      }
    }
    fields.add(field.toString());
    return c;
  }

  private void quotedPart(StringBuilder field) {
    while (true) {
      var c = read();
      if (c == END) {
        throw new LoadError(1213, "Invalid quote formatting for CSV", null, "");
      }
      if (c == quote) {
        if (peek() != quote) {
          return;
        }
        read();
      }
      if (c == '\n') {
        line++;
      }
      field.append((char) c);
    }
  }

  private int read() {
    try {
      return in.read();
    } catch (CharacterCodingException invalid) {
      var reason = "String contains invalid or unsupported UTF8 codepoints";
      throw new LoadError(1220, reason, null, "");
    } catch (IOException unreadable) {
      throw LoadError.unreadable(unreadable);
    }
  }

  private int peek() {
    var c = read();
    if (c != END) {
      unread(c);
    }
    return c;
  }

  private void unread(int c) {
    try {
      in.unread(c);
    } catch (IOException full) {
      throw new UncheckedIOException("One character can always be put back", full);
    }
  }
}
