package io.millrace.quality;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.Compliance;
import com.amazon.deequ.dqdl.model.DeequExecutableRule;
import com.amazon.deequ.dqdl.model.ExecutableRule;
import com.amazon.deequ.dqdl.model.Passed$;
import com.amazon.deequ.dqdl.model.RuleOutcome;
import com.amazon.deequ.dqdl.translation.DQDLRuleTranslator;
import com.amazon.deequ.dqdl.translation.RuleOutcomeTranslator$;
import com.amazon.deequ.metrics.Metric;
import io.millrace.pipeline.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.immutable.Map$;
import software.amazon.glue.dqdl.exception.InvalidDataQualityRulesetException;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.DQRuleset;

/**
 * A rule of DQDL as Deequ translates and evaluates it; its figures are measured with all others of
 * the batch, where Deequ's own entry point would read the rows for itself.
 */
final class DqdlRule {

  /** What can be said of a batch without a row. */
  private static final Set<String> OF_NO_ROWS = Set.of("RowCount", "ColumnCount", "ColumnExists");

  private final DQRule rule;
  private final List<DeequExecutableRule> parts;

  private DqdlRule(DQRule rule, List<DeequExecutableRule> parts) {
    this.rule = rule;
    this.parts = parts;
  }

  static DqdlRule of(String written) {
    try {
      var rule = DqdlGrammar.rule(written);
      var parts = new ArrayList<DeequExecutableRule>();
      var leaves = new DQRuleset(DqdlGrammar.leaves(rule));
      for (var part : JavaConverters.seqAsJavaList(DQDLRuleTranslator.toExecutableRules(leaves))) {
        parts.add(evaluable(written, part));
      }
      return new DqdlRule(rule, List.copyOf(parts));
    } catch (InvalidDataQualityRulesetException e) {
      throw unevaluable(written, e.getMessage());
    }
  }

  private static DeequExecutableRule evaluable(String written, ExecutableRule part) {
    if (part instanceof DeequExecutableRule deequ) {
      return deequ;
    }
    throw unevaluable(written, "Deequ does not translate it");
  }

  private static Failure unevaluable(String written, String why) {
    return new Failure(
        Failure.Kind.DEFECT, "the rule `" + written + "` cannot be evaluated: " + why);
  }

  Stream<Analyzer<?, ?>> analyzers() {
    return parts.stream()
        .flatMap(part -> JavaConverters.setAsJavaSet(part.check().requiredAnalyzers()).stream());
  }

  /** The figures that the rule does not allow; none where it holds. */
  Optional<String> broken(Figures figures) {
    if (figures.rows() == 0 && !parts.stream().allMatch(DqdlRule::isOfNoRows)) {
      return Optional.empty();
    }
    scala.collection.immutable.Map<DQRule, RuleOutcome> outcomes =
        Map$.MODULE$.<DQRule, RuleOutcome>empty();
    for (var part : parts) {
      var outcome = RuleOutcome.apply(part.dqRule(), part.check().evaluate(figures.context()));
      outcomes = outcomes.$plus(new Tuple2<>(part.dqRule(), outcome));
    }
    var outcome = RuleOutcomeTranslator$.MODULE$.collectOutcome(rule, outcomes);
    return outcome.outcome().equals(Passed$.MODULE$)
        ? Optional.empty()
        : Optional.of(said(figures));
  }

  private static boolean isOfNoRows(DeequExecutableRule part) {
    return OF_NO_ROWS.contains(part.dqRule().getRuleType());
  }

  private String said(Figures figures) {
    return analyzers()
        .distinct()
        .map(
            analyzer ->
                figures.metric(analyzer).map(metric -> named(analyzer, metric)).orElseThrow()
                    + figures
                        .of(analyzer)
                        .map(value -> " is " + DatasetChecks.plain(value))
                        .orElse(" cannot be measured"))
        .collect(Collectors.joining(", "));
  }

  private static String named(Analyzer<?, ?> analyzer, Metric<?> metric) {
    // Of a compliance Deequ gives no better name than a random one.
    return analyzer instanceof Compliance || metric.instance().equals("*")
        ? metric.name()
        : metric.name() + " of " + metric.instance().replace(",", ", ");
  }
}
