package io.millrace.plan;

import io.millrace.pipeline.Column;
import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Environment;
import io.millrace.pipeline.Fact;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Warehouse;
import java.util.List;

/** Whether masked values stay masked, and are nowhere asked for what they no longer tell. */
record MaskReview(Survey survey) {

  static void of(Survey survey) {
    var review = new MaskReview(survey);
    review.salted();
    for (Staging staging : survey.pipeline().stagings()) {
      StagingMasks.of(survey, staging);
    }
    for (Dimension dimension : survey.pipeline().dimensions()) {
      var later = new LaterMasks(survey, survey.flow().dimension(dimension.dimension()).joined());
      later.joins(dimension.join(), dimension.from());
      later.rules(dimension.rules(), survey.flow().dimension(dimension.dimension()).result());
    }
    for (Fact fact : survey.pipeline().facts()) {
      var later = new LaterMasks(survey, survey.flow().fact(fact.fact()).joined());
      later.joins(fact.join(), java.util.Optional.of(fact.from()));
      fact.lookups().forEach(later::lookup);
      fact.measures()
          .forEach(
              (name, value) ->
                  later.expression(value, survey.places().at(fact.place(), "measures", name)));
      later.rules(fact.rules(), survey.flow().fact(fact.fact()).result());
    }
  }

  private void salted() {
    Environment environment = survey.pipeline().environment();
    boolean local =
        environment.warehouse().filter(found -> found.kind() == Warehouse.Kind.LOCAL).isPresent();
    var masked =
        survey.pipeline().stagings().stream().flatMap(staging -> masked(staging).stream()).toList();
    if (!local
        && !masked.isEmpty()
        && environment.maskSalt().isEmpty()
        && !survey.isWritten(environment.place(), "mask_salt")) {
      survey.problem(
          environment.place(),
          "the environment has no mask_salt, and there are masks: " + Survey.listed(masked),
          "add mask_salt: and the name of a secret in AWS Secrets Manager");
    }
  }

  private static List<String> masked(Staging staging) {
    return staging.columns().entrySet().stream()
        .filter(entry -> isMasked(entry.getValue()))
        .map(entry -> staging.staging() + "." + entry.getKey())
        .toList();
  }

  private static boolean isMasked(Column column) {
    return column.mask().isPresent();
  }
}
