package io.millrace.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** How one kind of value is written: one verb reads it, two describe it. */
interface Form<T> {

  /** The value; empty when it cannot be read, in which case that has been reported. */
  Optional<T> read(Node node, Reading reading);

  /** Its JSON Schema; records are put into {@code definitions} and referred to. */
  ObjectNode schema(Definitions definitions);

  /** Its type in the reference, in Markdown; records are given a section and linked. */
  String reference(Sections sections);

  /** What is to be written, in words that follow "expected", e.g. {@code a list of columns}. */
  String says();

  /** Whether an unquoted null is a value of its own here, as in {@code mask: null}. */
  default boolean takesNull(Node.Scalar scalar) {
    return false;
  }
}
