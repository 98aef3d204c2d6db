package io.millrace.config;

import io.millrace.pipeline.Place;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A value in a YAML file, with the place where it stands. */
sealed interface Node {

  /** The place of what no file says, such as a default. */
  Place NOWHERE = new Place("", 0, 0);

  Place place();

  /** What it is, in words for a message. */
  String kind();

  /** Whether it is a map or list with nothing in it. */
  default boolean isEmpty() {
    return false;
  }

  /** Keys and values, in the order in which they are written; no key stands twice. */
  record Mapping(List<Entry> entries, Place place) implements Node {

    Optional<Entry> entry(String key) {
      // A loop, since this is asked for every key of every record: a stream each would be felt.
      for (Entry entry : entries) {
        if (entry.key().equals(key)) {
          return Optional.of(entry);
        }
      }
      return Optional.empty();
    }

    /** The entry of this name, whatever its case: names of columns and tables are folded. */
    Optional<Entry> named(String name) {
      return entries.stream()
          .filter(entry -> entry.key().toLowerCase(Locale.ROOT).equals(name))
          .findFirst();
    }

    @Override
    public String kind() {
      return "a map of keys";
    }

    @Override
    public boolean isEmpty() {
      return entries.isEmpty();
    }
  }

  /** A key, where it stands, and its value. */
  record Entry(String key, Place place, Node value) {}

  /** Values one after another. */
  record Sequence(List<Node> items, Place place) implements Node {
    @Override
    public String kind() {
      return "a list";
    }

    @Override
    public boolean isEmpty() {
      return items.isEmpty();
    }
  }

  /** A single value as it is written, without its quotes. */
  record Scalar(String text, Sort sort, Place place) implements Node {

    /** What YAML takes an unquoted value for. */
    enum Sort {
      TEXT,
      NUMBER,
      BOOLEAN,
      NULL
    }

    boolean isNull() {
      return sort == Sort.NULL;
    }

    @Override
    public String kind() {
      return switch (sort) {
        case TEXT -> "'" + Texts.shortened(text) + "'";
        case NUMBER -> "the number " + Texts.shortened(text);
        case BOOLEAN -> "the truth value " + text;
        case NULL -> "nothing";
      };
    }
  }

  /** A value that is not part of this YAML, such as an alias; it has been reported. */
  record Refused(Place place) implements Node {
    @Override
    public String kind() {
      return "what is refused";
    }
  }
}
