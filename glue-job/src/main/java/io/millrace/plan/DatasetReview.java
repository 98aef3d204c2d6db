package io.millrace.plan;

import io.millrace.pipeline.DatasetCheck;
import io.millrace.pipeline.DatasetCheck.Measure;
import io.millrace.pipeline.DatasetCheck.Metric;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Place;

/** What is wrong with a check about a batch as a whole. */
record DatasetReview(Survey survey, DatasetCheck check, Columns row, String table) {

  static void of(Survey survey, DatasetCheck check, Columns row, String table) {
    new DatasetReview(survey, check, row, table).review();
  }

  private void review() {
    var measure = check.measure();
    if (measure instanceof Measure.Completeness completeness) {
      survey.known(completeness.column(), row, table, at("completeness", "column"));
    } else if (measure instanceof Measure.Uniqueness uniqueness) {
      uniqueness
          .column()
          .forEach(column -> survey.known(column, row, table, at("uniqueness", "column", column)));
    } else if (measure instanceof Measure.Mean mean) {
      number("mean", mean.column());
    } else if (measure instanceof Measure.Minimum minimum) {
      number("minimum", minimum.column());
    } else if (measure instanceof Measure.Maximum maximum) {
      number("maximum", maximum.column());
    } else if (measure instanceof Measure.Anomaly anomaly) {
      anomaly(anomaly);
    } else if (measure instanceof Measure.Dqdl dqdl) {
      dqdl(dqdl);
    }
  }

  private void dqdl(Measure.Dqdl dqdl) {
    var place = at("dqdl");
    var rule = survey.dqdl().rule(dqdl.rule());
    rule.mistake().ifPresent(wrong -> survey.problem(place, wrong.message(), wrong.remedy()));
    rule.conditions().forEach(condition -> survey.condition(condition, row, table, place));
    for (var column : rule.columns()) {
      if (rule.numbers().contains(column)) {
        number("DQDL's rule", column, place);
      } else {
        survey.known(column, row, table, place);
      }
      rule.revealing().ifPresent(kind -> legible(kind, column, place));
    }
  }

  /** A figure is kept and told as it is: it must not be the value of a masked column. */
  private void legible(String measure, Identifier column, Place place) {
    row.find(column)
        .filter(Attribute::personal)
        .ifPresent(
            attribute ->
                survey.problem(
                    place,
                    "'"
                        + column
                        + "' is masked, and its "
                        + measure
                        + " would show values of it in metrics and messages",
                    "measure how complete or unique it is, or use a row check"));
  }

  private void anomaly(Measure.Anomaly anomaly) {
    if (anomaly.metric() == Metric.ROW_COUNT) {
      anomaly
          .column()
          .ifPresent(
              column ->
                  survey.problem(
                      at("anomaly", "column"),
                      "row_count is about no column",
                      "leave out column: " + column));
      return;
    }
    var metric = anomaly.metric().name().toLowerCase(java.util.Locale.ROOT);
    if (anomaly.column().isEmpty()) {
      survey.problem(
          at("anomaly", "metric"), metric + " is about a column", "add column: and its name");
    } else if (anomaly.metric() == Metric.MEAN) {
      number(metric, anomaly.column().get(), at("anomaly", "column"));
      legible(metric, anomaly.column().get(), at("anomaly", "column"));
    } else {
      survey.known(anomaly.column().get(), row, table, at("anomaly", "column"));
    }
  }

  private void number(String measure, Identifier column) {
    number(measure, column, at(measure, "column"));
    legible(measure, column, at(measure, "column"));
  }

  private void number(String measure, Identifier column, Place place) {
    if (survey.known(column, row, table, place)) {
      row.find(column)
          .filter(attribute -> !Types.isNumber(attribute.type()))
          .ifPresent(
              attribute ->
                  survey.problem(
                      place,
                      measure + " looks at numbers, and '" + column + "' is " + attribute.type(),
                      "name a column of numbers"));
    }
  }

  private Place at(Object... path) {
    return survey.places().at(check.place(), path);
  }
}
