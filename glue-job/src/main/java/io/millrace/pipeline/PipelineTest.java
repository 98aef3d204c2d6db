package io.millrace.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A few rows and what must come of them. */
@Means(
    called = "a test",
    value = "A test of a pipeline: rows that are given, rows that are expected.")
public record PipelineTest(
    @Means(value = "what holds", example = "a late change slots into its place") String test,
    @Means(
            value = "source: the batches in which its rows arrive",
            example = "{customers: [{batch: [{Op: I, customer_id: 1}]}]}",
            required = true)
        Map<TableName, List<GivenBatch>> given,
    @Means(
            value =
                "a dimension, fact, mirror, staging.<source> (accepted rows), quarantine.<source>, or"
                    + " refused: <source>",
            example = "{dim_customer: {columns: [customer_id], rows: [[1]]}}",
            required = true)
        Expectation expect,
    Place place) {

  /** Rows that arrive together. */
  @Means(called = "a given batch", value = "Rows that arrive together.")
  public record GivenBatch(
      @Means(
              value = "its rows, by column; a column left out is null",
              example = "[{Op: I, customer_id: 1}]",
              required = true)
          List<Map<Identifier, Cell>> batch,
      @Means(
              value = "the file they arrive in; LOAD00000001 makes it a full load",
              example = "LOAD00000001")
          Optional<String> file) {}

  /** What must come of the given rows, by what is asked: tables, and sources that are refused. */
  public record Expectation(Map<Expected, Rows> tables, List<TableName> refused) {

    public Expectation {
      tables = Ordered.copyOf(tables);
      refused = List.copyOf(refused);
    }
  }

  /** What an expectation is about. */
  public record Expected(Kind kind, TableName table) {

    /** Where the rows are looked for. */
    public enum Kind {
      TABLE,
      STAGING,
      QUARANTINE
    }

    @Override
    public String toString() {
      return switch (kind) {
        case TABLE -> table.text();
        case STAGING -> "staging." + table;
        case QUARANTINE -> "quarantine." + table;
      };
    }
  }

  /** Rows in any order; columns that are not named are not compared. */
  @Means(
      called = "expected rows",
      value = "Rows in any order; columns that are not named are not compared.")
  public record Rows(
      @Means(
              value =
                  "the columns to compare; of a fact also those of the version that a lookup found,"
                      + " as buyer.full_name",
              example = "[customer_id, tier]",
              required = true)
          List<Shown> columns,
      @Means(
              value = "a list of values per row; none means that there is no row",
              byDefault = "[]",
              example = "[[1, 2]]")
          List<List<Cell>> rows,
      Place place) {}

  /**
   * A column of a table, or of what one of its lookups points at: {@code full_name}, {@code
   * buyer.full_name}.
   *
   * @param role the lookup, by the role it plays
   */
  public record Shown(Optional<Identifier> role, Identifier column) {

    public static Shown parse(String text) {
      int dot = text.indexOf('.');
      return dot < 0
          ? new Shown(Optional.empty(), Identifier.of(text))
          : new Shown(
              Optional.of(Identifier.of(text.substring(0, dot))),
              Identifier.of(text.substring(dot + 1)));
    }

    @Override
    public String toString() {
      return role.map(found -> found + "." + column).orElseGet(column::text);
    }
  }

  /** A value as written; empty for null. */
  public record Cell(Optional<String> text) {}
}
