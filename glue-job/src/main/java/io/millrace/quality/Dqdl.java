package io.millrace.quality;

import io.millrace.pipeline.Expression;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.RuleLanguage;
import io.millrace.pipeline.Spelling;
import io.millrace.pipeline.Sql.Mistake;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import software.amazon.glue.dqdl.exception.InvalidDataQualityRulesetException;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.condition.date.DateBasedCondition;
import software.amazon.glue.dqdl.model.condition.date.DateExpression;
import software.amazon.glue.dqdl.model.condition.number.BinaryExpressionOperand;
import software.amazon.glue.dqdl.model.condition.number.FunctionCallOperand;
import software.amazon.glue.dqdl.model.condition.number.NumberBasedCondition;
import software.amazon.glue.dqdl.model.condition.number.NumericOperand;
import software.amazon.glue.dqdl.model.condition.string.StringBasedCondition;
import software.amazon.glue.dqdl.model.condition.string.StringBasedConditionOperator;

/**
 * Reads DQDL by its own grammar, without a session and without Deequ, which takes seconds to load;
 * what Deequ would make of a rule is told by this class's own lists.
 */
public final class Dqdl implements RuleLanguage {

  /** The kinds of rule that Deequ evaluates on the rows of one batch. */
  static final List<String> EVALUATED =
      List.of(
          "RowCount",
          "ColumnCount",
          "ColumnExists",
          "Completeness",
          "IsComplete",
          "Uniqueness",
          "IsUnique",
          "IsPrimaryKey",
          "UniqueValueRatio",
          "DistinctValuesCount",
          "Entropy",
          "Mean",
          "Sum",
          "StandardDeviation",
          "ColumnCorrelation",
          "ColumnLength",
          "ColumnValues");

  private static final Set<String> ABOUT_NUMBERS =
      Set.of("Mean", "Sum", "StandardDeviation", "ColumnCorrelation");

  /** Those whose figure says how often, never what. */
  private static final Set<String> DISCREET =
      Set.of(
          "RowCount",
          "ColumnCount",
          "ColumnExists",
          "Completeness",
          "IsComplete",
          "Uniqueness",
          "IsUnique",
          "IsPrimaryKey",
          "UniqueValueRatio",
          "DistinctValuesCount",
          "Entropy");

  private static final Set<String> SAYING_YES_OR_NO =
      Set.of("IsComplete", "IsUnique", "IsPrimaryKey", "ColumnExists");

  private static final Pattern UNKNOWN = Pattern.compile("Rule Type: (\\w+) is not valid");
  private static final Pattern SYNTAX = Pattern.compile("line \\d+:\\d+ (.*)");

  @Override
  public Rule rule(String written) {
    DQRule rule;
    try {
      rule = DqdlGrammar.rule(written);
    } catch (InvalidDataQualityRulesetException e) {
      return Rule.wrong(unreadable(written, e.getMessage()));
    }
    var columns = new LinkedHashSet<Identifier>();
    var numbers = new LinkedHashSet<Identifier>();
    var conditions = new ArrayList<Expression>();
    Optional<String> revealing = Optional.empty();
    for (var leaf : DqdlGrammar.leaves(rule)) {
      var refusal = refusal(leaf);
      if (refusal.isPresent()) {
        return Rule.wrong(refusal.get());
      }
      try {
        leaf.getParameters().values().forEach(name -> columns.add(Identifier.of(name)));
      } catch (IllegalArgumentException e) {
        return Rule.wrong(new Mistake(e.getMessage(), "write a column of the table"));
      }
      if (isAboutNumbers(leaf)) {
        leaf.getParameters().values().forEach(name -> numbers.add(Identifier.of(name)));
      }
      Optional.ofNullable(leaf.getWhereClause()).map(Expression::new).ifPresent(conditions::add);
      if (!DISCREET.contains(leaf.getRuleType())) {
        revealing = Optional.of(leaf.getRuleType());
      }
    }
    return new Rule(Optional.empty(), columns, numbers, conditions, revealing);
  }

  private static boolean isAboutNumbers(DQRule rule) {
    return ABOUT_NUMBERS.contains(rule.getRuleType())
        || (rule.getRuleType().equals("ColumnValues")
            && rule.getCondition() instanceof NumberBasedCondition);
  }

  private static Mistake unreadable(String written, String said) {
    var unknown = UNKNOWN.matcher(said);
    if (unknown.find()) {
      var kind = unknown.group(1);
      return EVALUATED.contains(kind)
          ? new Mistake(
              "'" + written + "' does not name the columns that " + kind + " takes",
              "write e.g. "
                  + kind
                  + " \"customer_id\""
                  + (SAYING_YES_OR_NO.contains(kind) ? "" : " > 0.9"))
          : new Mistake("there is no rule " + kind + " that could be evaluated", instead(kind));
    }
    if (said.contains("Unexpected condition") || said.contains("Condition is required")) {
      return new Mistake(
          "'" + written + "' says no bound that fits its kind", "write e.g. RowCount >= 1");
    }
    var syntax = SYNTAX.matcher(said);
    return new Mistake(
        "this is no DQDL rule: "
            + (syntax.find() ? syntax.group(1) : said.replaceFirst("^Parsing Error: ", "")),
        "write one rule alone, e.g. Uniqueness \"customer_id\" > 0.99");
  }

  private static Optional<Mistake> refusal(DQRule rule) {
    var kind = rule.getRuleType();
    if (!EVALUATED.contains(kind)) {
      var message =
          kind.equals("CustomSql")
              ? "CustomSql reads the batch once more, and could show any value of it"
              : "Deequ cannot evaluate " + kind + " on the rows of one batch";
      return Optional.of(new Mistake(message, instead(kind)));
    }
    if (rule.getThresholdCondition() != null) {
      return Optional.of(
          new Mistake(
              "Deequ does not heed `with threshold`", "leave it out: all rows must meet the rule"));
    }
    if (rule.getCondition() instanceof NumberBasedCondition numbers
        && numbers.getOperands().stream().anyMatch(Dqdl::isCalled)) {
      return Optional.of(
          new Mistake(
              "Deequ cannot compare with a function of past figures",
              "write anomaly: {metric: row_count, max_change: 3x}"));
    }
    if (rule.getCondition() instanceof DateBasedCondition dates
        && dates.getOperands().stream().anyMatch(Dqdl::isOfTheClock)) {
      return Optional.of(
          new Mistake(
              "now() gives something else each time the batch is taken",
              "write the date, or a row check: valid_date: {column: …, max: today}"));
    }
    return pattern(rule);
  }

  private static Optional<Mistake> pattern(DQRule rule) {
    if (rule.getCondition() instanceof StringBasedCondition text
        && (text.getOperator() == StringBasedConditionOperator.MATCHES
            || text.getOperator() == StringBasedConditionOperator.NOT_MATCHES)) {
      try {
        text.getOperands().forEach(operand -> Pattern.compile(operand.getOperand()));
      } catch (PatternSyntaxException e) {
        return Optional.of(
            new Mistake(
                "'" + e.getPattern() + "' is no regular expression: " + e.getDescription(),
                "write one that Java reads"));
      }
    }
    return Optional.empty();
  }

  private static boolean isCalled(NumericOperand operand) {
    return operand instanceof FunctionCallOperand
        || (operand instanceof BinaryExpressionOperand both
            && (isCalled(both.getOperand1()) || isCalled(both.getOperand2())));
  }

  private static boolean isOfTheClock(DateExpression date) {
    return date instanceof DateExpression.CurrentDate
        || date instanceof DateExpression.CurrentDateExpression;
  }

  private static String instead(String kind) {
    return Spelling.closest(kind, EVALUATED)
            .filter(close -> !close.equals(kind))
            .map(close -> "did you mean " + close + "? These can be: ")
            .orElse("these can be: ")
        + String.join(", ", EVALUATED);
  }
}
