package io.millrace.config;

/** What the reference says around its tables. */
final class ReferenceText {

  static final String HEAD =
      """
      # Configuration reference

      <!-- Written by `scripts/millrace schema` from the records of io.millrace.pipeline: edit those. -->

      A pipeline is a folder with `table-configs/` and `rules/`. File names below their folders are
      free: the name inside counts. `millrace validate` reports every mistake at once, with its place
      and what to write instead; an editor that reads the schemas below completes and checks while one
      types, given this first line: `# yaml-language-server: $schema=../../docs/schema/staging.json`.
      """;

  static final String VALUES =
      """
      ## How values are written

      - A list of single values may be written without brackets when it holds one: `key: customer_id`.
      - Names of tables and columns are letters, digits, `_` and `$`; upper and lower case are one.
      - A duration is a number with `s`, `m`, `h` or `d`; a size one with `KB`, `MB`, `GB` or `TB`; a
        share is `5%` or `0.05`; a date is `2020-01-31`.
      - A value may hold variables: `${var:name}` is given by `--set name=value`, `${env:NAME}` by the
        process's environment, `${raw}` is the environment's `raw`. `$${` stands for a plain `${`.
        Variables of an environment that a run does not use need no value.
      - No secret stands in YAML: a password lies in AWS Secrets Manager, and `secret` names it.
      - Unknown keys, keys that stand twice, anchors, aliases, merge keys (`<<`), tags, and more than one
        document in a file are errors.
      - Inside `{ }` a comma ends a value: write `{type: "decimal(12,2)"}` with quotes.
      """;

  static final String TYPES =
      """
      `,
      or `decimal(precision,scale)`, `array<…>`, `map<…,…>`, `struct<name:type,…>`.
      """;

  private ReferenceText() {}
}
