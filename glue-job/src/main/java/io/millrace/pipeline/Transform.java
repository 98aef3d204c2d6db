package io.millrace.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something done to the columns of a row; the order is the one that is written. */
// The order in which they are told; the compiler's own would depend on what it saw first.
public sealed interface Transform
    permits Transform.Trim,
        Transform.Lower,
        Transform.Upper,
        Transform.Rename,
        Transform.Cast,
        Transform.Default,
        Transform.Set,
        Transform.Drop,
        Transform.ParseDate,
        Transform.Split,
        Transform.MapValues,
        Transform.Json,
        Transform.Hash,
        Transform.Sql {

  /** Does what its kind asks for; every kind has an answer, so none can be forgotten. */
  <R> R match(Cases<R> cases);

  /** Without the white space around it. */
  record Trim(
      @Means(value = "removes white space around", example = "[full_name]")
          List<Identifier> columns)
      implements Transform {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.trim(this);
    }
  }

  /** In lower case. */
  record Lower(@Means(value = "lower case", example = "[email]") List<Identifier> columns)
      implements Transform {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.lower(this);
    }
  }

  /** In upper case. */
  record Upper(@Means(value = "upper case", example = "[country_code]") List<Identifier> columns)
      implements Transform {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.upper(this);
    }
  }

  /** Under another name. */
  record Rename(
      @Means(value = "old name: new name", example = "{cust_no: customer_no}")
          Map<Identifier, Identifier> names)
      implements Transform {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.rename(this);
    }
  }

  /** As another type; a value that does not fit is a violation of its row. */
  record Cast(
      @Means(value = "column: type", example = "{tier: bigint}") Map<Identifier, ColumnType> types)
      implements Transform {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.cast(this);
    }
  }

  /** A value where there is none. */
  record Default(
      @Means(value = "column: value where it is null", example = "{status: active}")
          Map<Identifier, String> values)
      implements Transform {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.defaults(this);
    }
  }

  /** A column computed from the row as it stands before this step. */
  record Set(
      @Means(value = "column: SQL expression", example = "{tier: \"coalesce(tier, 1)\"}")
          Map<Identifier, Expression> expressions)
      implements Transform {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.set(this);
    }
  }

  /** Without these columns. */
  record Drop(
      @Means(value = "columns to leave out", example = "[internal_note]") List<Identifier> columns)
      implements Transform {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.drop(this);
    }
  }

  /** A date read from text; text that is no date is a violation of its row. */
  @Means(
      value = "a date read from text; text that is no date is a violation of its row",
      example = "{column: ordered_on, format: dd.MM.yyyy, into: order_date}")
  record ParseDate(
      @Means(value = "the column that holds the text", example = "ordered_on") Identifier column,
      @Means(value = "how the date is written", example = "dd.MM.yyyy") DateFormat format,
      @Means(value = "the column for the date; without it the same column", example = "order_date")
          Optional<Identifier> into)
      implements Transform {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.parseDate(this);
    }
  }

  /** The parts of a text. */
  @Means(
      value = "the parts of a text, each in a column",
      example = "{column: full_name, by: ' ', into: [first_name, last_name]}")
  record Split(
      @Means(value = "the column to split", example = "full_name") Identifier column,
      @Means(value = "the text between the parts", example = "' '") String by,
      @Means(value = "a column for each part", example = "[first_name, last_name]", required = true)
          List<Identifier> into)
      implements Transform {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.split(this);
    }
  }

  /** One value for another. */
  @Means(
      key = "map",
      value = "one value for another",
      example = "{column: status, values: {A: active}, otherwise: unknown}")
  record MapValues(
      @Means(value = "the column whose values are replaced", example = "status") Identifier column,
      @Means(value = "old value: new value", example = "{A: active}", required = true)
          Map<String, String> values,
      @Means(value = "the value for all others; without it they stay", example = "unknown")
          Optional<String> otherwise)
      implements Transform {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.mapValues(this);
    }
  }

  /** Fields of a JSON text as columns. */
  @Means(
      value = "fields of a JSON text as columns",
      example = "{column: attributes, fields: {colour: $.colour}}")
  record Json(
      @Means(value = "the column that holds JSON", example = "attributes") Identifier column,
      @Means(value = "new column: path", example = "{colour: $.colour}", required = true)
          Map<Identifier, String> fields)
      implements Transform {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.json(this);
    }
  }

  /** One digest of several columns. */
  @Means(
      value = "one digest of several columns",
      example = "{columns: [email, full_name], into: person_hash}")
  record Hash(
      @Means(value = "the columns, in order", example = "[email, full_name]", required = true)
          List<Identifier> columns,
      @Means(value = "the column for the digest (SHA-256, hexadecimal)", example = "person_hash")
          Identifier into)
      implements Transform {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.hash(this);
    }
  }

  /** A deterministic projection of {@code input}. */
  record Sql(
      @Means(
              value = "a SELECT … FROM input: no filter, window, aggregate, rand or current_date",
              example = "\"SELECT *, year(birth_date) AS birth_year FROM input\"")
          Expression query)
      implements Transform {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.sql(this);
    }
  }

  /** An answer for each kind. */
  interface Cases<R> {
    R trim(Trim trim);

    R lower(Lower lower);

    R upper(Upper upper);

    R rename(Rename rename);

    R cast(Cast cast);

    R defaults(Default defaults);

    R set(Set set);

    R drop(Drop drop);

    R parseDate(ParseDate parseDate);

    R split(Split split);

    R mapValues(MapValues mapValues);

    R json(Json json);

    R hash(Hash hash);

    R sql(Sql sql);
  }
}
