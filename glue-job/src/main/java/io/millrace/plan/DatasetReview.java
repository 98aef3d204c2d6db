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
    }
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
      number("anomaly", anomaly.column().get());
    } else {
      survey.known(anomaly.column().get(), row, table, at("anomaly", "column"));
    }
  }

  private void number(String measure, Identifier column) {
    var place = at(measure, "column");
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
