package io.millrace.pipeline;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What one row must be; a null passes every check but {@code not_null}. */
// The order in which they are told; the compiler's own would depend on what it saw first.
public sealed interface Check
    permits Check.NotNull,
        Check.ValidDate,
        Check.Range,
        Check.AcceptedValues,
        Check.Matches,
        Check.Length,
        Check.Sql {

  /** Does what its kind asks for; every kind has an answer, so none can be forgotten. */
  <R> R match(Cases<R> cases);

  /** What it checks, in a few words that need no context, e.g. {@code range: tier}. */
  String title();

  /** Every one of the columns has a value. */
  record NotNull(
      @Means(value = "columns that must have a value", example = "[customer_id, email]")
          List<Identifier> columns)
      implements Check {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.notNull(this);
    }

    @Override
    public String title() {
      return "not_null: "
          + columns.stream().map(Identifier::text).collect(Collectors.joining(", "));
    }
  }

  /** A date that the calendar knows, within bounds. */
  @Means(
      value = "a date that the calendar knows, within bounds",
      example = "{column: birth_date, min: 1900-01-01, max: today}")
  record ValidDate(
      @Means(value = "a column of strings, dates or timestamps", example = "birth_date")
          Identifier column,
      @Means(value = "the earliest: a date, today, or an offset from today", example = "1900-01-01")
          Optional<DateBound> min,
      @Means(value = "the latest: a date, today, or an offset from today", example = "today")
          Optional<DateBound> max,
      @Means(
              value = "how a date is written in text",
              byDefault = "yyyy-MM-dd",
              example = "dd.MM.yyyy")
          DateFormat format)
      implements Check {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.validDate(this);
    }

    @Override
    public String title() {
      return "valid_date: " + column;
    }
  }

  /** A number within bounds. */
  @Means(
      value = "a number within bounds; one of them is enough",
      example = "{column: tier, min: 1, max: 3}")
  record Range(
      @Means(value = "a column of numbers", example = "tier") Identifier column,
      @Means(value = "the smallest that passes", example = "1") Optional<BigDecimal> min,
      @Means(value = "the greatest that passes", example = "3") Optional<BigDecimal> max)
      implements Check {
    public Range {
      Interval.check(min, max);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.range(this);
    }

    @Override
    public String title() {
      return "range: " + column;
    }
  }

  /** One of a list of values. */
  @Means(value = "one of a list of values", example = "{column: status, values: [active, closed]}")
  record AcceptedValues(
      @Means(value = "the column", example = "status") Identifier column,
      @Means(value = "the values that pass", example = "[active, closed]", required = true)
          List<String> values)
      implements Check {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.acceptedValues(this);
    }

    @Override
    public String title() {
      return "accepted_values: " + column;
    }
  }

  /** A text that a regular expression finds a match in. */
  @Means(
      value = "a text in which a regular expression finds a match",
      example = "{column: email, pattern: '^[^@\\s]+@[^@\\s]+$'}")
  record Matches(
      @Means(value = "a column of strings", example = "email") Identifier column,
      @Means(value = "a Java regular expression", example = "'^[^@\\s]+@[^@\\s]+$'")
          RegularExpression pattern)
      implements Check {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.matches(this);
    }

    @Override
    public String title() {
      return "matches: " + column;
    }
  }

  /** A text of so many characters. */
  @Means(
      value = "a text of so many characters; one bound is enough",
      example = "{column: full_name, max: 200}")
  record Length(
      @Means(value = "a column of strings", example = "full_name") Identifier column,
      @Means(value = "the fewest characters", example = "1") Optional<BigDecimal> min,
      @Means(value = "the most characters", example = "200") Optional<BigDecimal> max)
      implements Check {
    public Length {
      Interval.check(min, max);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.length(this);
    }

    @Override
    public String title() {
      return "length: " + column;
    }
  }

  /** A condition; a row for which it is false fails. */
  record Sql(
      @Means(value = "a Spark SQL condition", example = "\"updated_at >= created_at\"")
          Expression condition)
      implements Check {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.sql(this);
    }

    @Override
    public String title() {
      return "sql: " + condition;
    }
  }

  /** An answer for each kind. */
  interface Cases<R> {
    R notNull(NotNull check);

    R validDate(ValidDate check);

    R range(Range check);

    R acceptedValues(AcceptedValues check);

    R matches(Matches check);

    R length(Length check);

    R sql(Sql check);
  }
}
