package io.millrace.config;

import io.millrace.pipeline.Column;
import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.DataSize;
import io.millrace.pipeline.DateBound;
import io.millrace.pipeline.Environment;
import io.millrace.pipeline.Expression;
import io.millrace.pipeline.Factor;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.Match;
import io.millrace.pipeline.OnFail;
import io.millrace.pipeline.Pairs;
import io.millrace.pipeline.PipelineTest;
import io.millrace.pipeline.RegularExpression;
import io.millrace.pipeline.Share;
import io.millrace.pipeline.TableName;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The form of every type that the model is made of; records are formed from their components. */
final class Forms {

  private static final List<String> TEXT = List.of("string");
  private static final List<String> NUMBER = List.of("number");
  private static final List<String> TRUTH = List.of("boolean");
  private static final List<String> TEXT_OR_NUMBER = List.of("string", "number");
  private static final List<String> ANY = List.of("string", "number", "boolean");

  private final Map<Type, Form<?>> known = new HashMap<>();
  private final String environment;

  /**
   * @param environment the name of the environment that is used
   */
  Forms(String environment) {
    this.environment = environment;
    scalar(String.class, "a text", "text", ANY, Function.identity());
    scalar(boolean.class, "true or false", "true", TRUTH, Scalars::bool);
    scalar(Identifier.class, "a name", "customer_id", TEXT, Identifier::of);
    scalar(TableName.class, "a table's name", "customers", TEXT, TableName::of);
    scalar(ColumnType.class, "a type", "decimal(12,2)", TEXT, Scalars::columnType);
    scalar(Expression.class, "an SQL expression", "a + 1", ANY, Expression::new);
    scalar(
        RegularExpression.class,
        "a regular expression",
        "'^[a-z]+$'",
        TEXT_OR_NUMBER,
        RegularExpression::new);
    scalar(Location.class, "a folder", "s3://bucket/folder", TEXT, Location::new);
    scalar(BigDecimal.class, "a number", "1", NUMBER, BigDecimal::new);
    scalar(Share.class, "a share", "5%", TEXT_OR_NUMBER, Share::parse);
    scalar(Factor.class, "a factor", "3x", TEXT, Factor::parse);
    scalar(DataSize.class, "a size", "128MB", TEXT, DataSize::parse);
    scalar(Duration.class, "a duration", "2h", TEXT, Scalars::duration);
    scalar(LocalDate.class, "a date", "2020-01-31", TEXT, Scalars::date);
    scalar(DateBound.class, "a date, today, or an offset", "-100y", TEXT, DateBound::parse);
    scalar(ZoneId.class, "a time zone", "Europe/Berlin", TEXT, Scalars::zone);
    known.put(PipelineTest.Cell.class, new CellForm());
    known.put(Column.class, new ColumnForm(of(ColumnType.class), record(Column.class)));
    known.put(OnFail.class, new OnFailForm(mapTo(Expression.class)));
    known.put(
        Pairs.class,
        new PairsForm<>(columns(), mapTo(Identifier.class), Function.identity(), Pairs::new));
    known.put(
        Match.class,
        new PairsForm<>(
            columns(),
            mapTo(Expression.class),
            column -> new Expression(column.text()),
            Match::new));
    known.put(
        PipelineTest.Expectation.class,
        new ExpectationForm(
            of(TableName.class),
            new ListForm<>(of(TableName.class)),
            record(PipelineTest.Rows.class)));
  }

  /** The form of a record, which is the grammar of a file or of a part of one. */
  <T> RecordForm<T> record(Class<T> type) {
    return new RecordForm<>(type, this::component);
  }

  private Form<?> component(RecordComponent component) {
    return of(component.getGenericType());
  }

  private Form<?> of(Type type) {
    if (type instanceof ParameterizedType parameterized) {
      return generic(parameterized);
    }
    return of((Class<?>) type);
  }

  @SuppressWarnings("unchecked")
  private <T> Form<T> of(Class<T> type) {
    // Not computeIfAbsent: forming a record puts further forms into the map.
    if (!known.containsKey(type)) {
      known.put(type, formed(type));
    }
    return (Form<T>) known.get(type);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Form<?> formed(Class<?> type) {
    if (type.isEnum()) {
      return WordForm.of((Class) type);
    }
    return type.isSealed() ? new UnionForm<>(type, this::component) : record(type);
  }

  private Form<?> generic(ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == Optional.class) {
      return of(arguments[0]);
    }
    if (type.getRawType() == List.class) {
      return new ListForm<>(of(arguments[0]));
    }
    if (arguments[1] == Environment.class) {
      return new EnvironmentsForm(environment, of(Identifier.class), record(Environment.class));
    }
    return new MapForm<>(of(arguments[0]), of(arguments[1]));
  }

  private ListForm<Identifier> columns() {
    return new ListForm<>(of(Identifier.class));
  }

  private <V> MapForm<Identifier, V> mapTo(Class<V> value) {
    return new MapForm<>(of(Identifier.class), of(value));
  }

  private <T> void scalar(
      Class<T> type, String says, String example, List<String> json, Function<String, T> parse) {
    known.put(type, new ScalarForm<>(says, example, json, parse));
  }
}
