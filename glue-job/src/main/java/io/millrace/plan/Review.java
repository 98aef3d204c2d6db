package io.millrace.plan;

import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Places;
import io.millrace.pipeline.Problem;
import io.millrace.pipeline.RuleLanguage;
import io.millrace.pipeline.Sql;
import io.millrace.pipeline.TableName;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Every mistake of a pipeline that no file shows by itself: what names what, and whether it fits.
 */
public final class Review {

  private Review() {}

  /**
   * What is wrong, in the order of files and lines.
   *
   * @param unread tables whose files could not be read; nothing is said of what they lack
   * @param known what reading the files has found; nothing is said again
   */
  public static List<Problem> problems(
      Pipeline pipeline,
      Set<TableName> unread,
      Collection<Problem> known,
      Places places,
      Sql sql,
      RuleLanguage dqdl) {
    var findings = new Findings(known);
    var survey = new Survey(pipeline, unread, places, sql, dqdl, Flow.of(pipeline, sql), findings);
    EnvironmentReview.of(survey);
    pipeline.stagings().forEach(staging -> StagingReview.of(survey, staging));
    pipeline.dimensions().forEach(dimension -> DimensionReview.of(survey, dimension));
    pipeline.facts().forEach(fact -> FactReview.of(survey, fact));
    MaskReview.of(survey);
    Cycles.of(survey);
    pipeline.tests().forEach(test -> TestReview.of(survey, test));
    return findings.all();
  }
}
