package io.millrace.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the configuration of a hundred tables as a team would have them: sixty sources with a
 * dozen columns, eight checks and three transformations each, thirty joined dimensions, ten facts.
 */
public final class HundredTables {

  private static final int SOURCES = 60;
  private static final int DIMENSIONS = 30;
  private static final int FACTS = 10;

  private HundredTables() {}

  public static void main(String[] args) throws IOException {
    write(Path.of(args[0]));
  }

  static void write(Path directory) throws IOException {
    file(
        directory,
        "table-configs/pipeline.yml",
        "pipeline: hundred\nenvironments:\n  local: {raw: raw, lake: lake, warehouse: {kind: local}}\n");
    for (int i = 0; i < SOURCES; i++) {
      file(directory, "table-configs/staging/source_" + i + ".yml", staging(i));
      file(directory, "rules/source_" + i + ".yml", rules(i));
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      file(directory, "table-configs/dimensions/dim_" + i + ".yml", dimension(i));
    }
    for (int i = 0; i < FACTS; i++) {
      file(directory, "table-configs/facts/fact_" + i + ".yml", fact(i));
    }
  }

  private static String staging(int i) {
    return """
    staging: source_%1$d
    source: {path: public/source_%1$d, timestamp: dms_ts}
    key: [id]
    position: [AR_H_CHANGE_SEQ]
    effective_at: updated_at
    columns:
      id:          bigint
      parent_id:   bigint
      email:       {type: string, mask: sha256}
      full_name:   string
      birth_date:  {type: date, format: yyyy-MM-dd}
      tier:        int
      status:      string
      amount:      decimal(12,2)
      note:        string
      ordered_at:  timestamp
      created_at:  timestamp
      updated_at:  timestamp
    prepare:
      - trim: [full_name, email]
    rules: [source_%1$d.yml]
    transform:
      - lower: [email]
      - set: {tier: "coalesce(tier, %1$d)"}
      - sql: "SELECT *, year(birth_date) AS birth_year FROM input"
    filter: "id > %1$d"
    gate: {quarantined_below: 5%%}
    redshift: {mirror: true, distkey: id, sortkey: [updated_at]}
    """
        .formatted(i);
  }

  private static String rules(int i) {
    return """
    checks:
      - not_null: [id, email]
      - valid_date: {column: birth_date, min: 1900-01-01, max: today}
      - range: {column: tier, min: 1, max: 3}
        on_fail: warn
      - range: {column: amount, min: 0}
        on_fail: {set: {amount: 0}}
      - accepted_values: {column: status, values: [active, closed]}
      - matches: {column: email, pattern: '^[^@]+@[^@]+$'}
      - length: {column: full_name, max: 200}
      - sql: "updated_at >= created_at or tier = %d"
        name: updated-after-created
    beyond:
      - unique: [email]
    """
        .formatted(i);
  }

  private static String dimension(int i) {
    return """
    dimension: dim_%1$d
    from: source_%1$d
    join: {source_%2$d: {on: {id: parent_id}, columns: {full_name: parent_name}}}
    track: [full_name, tier, parent_name]
    overwrite: [email]
    redshift: {sortkey: [id, valid_from]}
    """
        .formatted(i, i + DIMENSIONS);
  }

  private static String fact(int i) {
    return """
    fact: fact_%1$d
    from: source_%2$d
    lookups:
      - {dimension: dim_%1$d, on: {id: parent_id}, as_of: ordered_at, missing: infer}
      - {dimension: dim_%3$d, on: {id: "coalesce(parent_id, id)"}, as_of: ordered_at}
    columns: [parent_id, status]
    measures: {amount: amount, doubled: "amount * 2"}
    """
        .formatted(i, SOURCES - 1 - i, DIMENSIONS - 1 - i);
  }

  private static void file(Path directory, String name, String text) throws IOException {
    Path path = directory.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
