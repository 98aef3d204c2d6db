package io.millrace.config;

import static io.millrace.config.ScalarForm.ANY;
import static io.millrace.config.ScalarForm.TEXT;
import static io.millrace.config.ScalarForm.TEXT_OR_NUMBER;
import static io.millrace.config.ScalarForm.TEXT_OR_TRUTH;

import io.millrace.config.Node.Scalar.Sort;
import io.millrace.pipeline.Column;
import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.DataSize;
import io.millrace.pipeline.DateBound;
import io.millrace.pipeline.DateFormat;
import io.millrace.pipeline.Environment;
import io.millrace.pipeline.Expression;
import io.millrace.pipeline.Factor;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.LeaseLength;
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
import java.util.Set;
import java.util.function.Function;

/** The form of every type that the model is made of; records are formed from their components. */
final class Forms {

  private static final String NAME = "[A-Za-z_][A-Za-z0-9_$]*";
  private static final String TABLE = "[A-Za-z][A-Za-z0-9_$]*";
  private static final String SOMETHING = "(.|\\n)*\\S(.|\\n)*";
  private static final String NUMBER = "[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?";
  private static final String DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
  private static final String DURATION = "[0-9]{1,6} *[smhdSMHD]";

  private final Map<Type, Form<?>> known = new HashMap<>();
  private final String environment;

  /**
   * @param environment the name of the environment that is used
   */
  Forms(String environment) {
    this.environment = environment;
    scalar(String.class, "a text", ANY, "", Function.identity());
    scalar(boolean.class, "true or false", TEXT_OR_TRUTH, "true|false", Scalars::bool);
    scalar(Identifier.class, "a name", TEXT, NAME, Identifier::of);
    scalar(
        PipelineTest.Shown.class,
        "a column",
        TEXT,
        NAME + "([.]" + NAME + ")?",
        PipelineTest.Shown::parse);
    scalar(TableName.class, "a table's name", TEXT, TABLE, TableName::of);
    scalar(Expression.class, "an SQL expression", ANY, SOMETHING, Expression::new);
    scalar(RegularExpression.class, "a regular expression", ANY, "", RegularExpression::new);
    scalar(DateFormat.class, "a date's pattern", TEXT, SOMETHING, DateFormat::new);
    scalar(Location.class, "a folder", TEXT, SOMETHING, Location::new);
    scalar(BigDecimal.class, "a number", TEXT_OR_NUMBER, NUMBER, Scalars::number);
    scalar(Share.class, "a share", TEXT_OR_NUMBER, NUMBER + "%?", Share::parse);
    scalar(Factor.class, "a factor", TEXT, NUMBER + "x", Factor::parse);
    scalar(DataSize.class, "a size", TEXT, "[0-9]{1,9} *[KkMmGgTt]?[Bb]", DataSize::parse);
    scalar(Duration.class, "a duration", TEXT, DURATION, Scalars::duration);
    scalar(LeaseLength.class, "a duration", TEXT, DURATION, Scalars::lease);
    scalar(LocalDate.class, "a date", TEXT, DATE, Scalars::date);
    scalar(
        DateBound.class,
        "a date, today, or an offset",
        TEXT,
        "[Tt][Oo][Dd][Aa][Yy]|[+-][0-9]{1,5}[dwmyDWMY]|" + DATE,
        DateBound::parse);
    scalar(ZoneId.class, "a time zone", TEXT, "", Scalars::zone);
    known.put(ColumnType.class, new TypeForm());
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
      Class<T> type, String says, Set<Sort> sorts, String pattern, Function<String, T> parse) {
    known.put(type, new ScalarForm<>(says, sorts, pattern, parse));
  }
}
