package io.millrace.run;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The keys of a table that have to be computed again: all, some, or none. */
record Concerned(boolean everything, Optional<Dataset<Row>> keys) {

  static final Concerned ALL = new Concerned(true, Optional.empty());
  static final Concerned NONE = new Concerned(false, Optional.empty());

  static Concerned of(Dataset<Row> keys) {
    return new Concerned(false, Optional.of(keys));
  }

  static Concerned of(Optional<Dataset<Row>> keys) {
    return keys.map(Concerned::of).orElse(ALL);
  }

  Concerned and(Concerned other) {
    if (everything || other.everything) {
      return ALL;
    }
    return keys.isEmpty()
        ? other
        : new Concerned(false, Optional.of(other.keys.map(keys.get()::union).orElse(keys.get())));
  }
}
