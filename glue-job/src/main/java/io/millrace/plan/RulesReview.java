package io.millrace.plan;

import io.millrace.pipeline.OnFail;
import io.millrace.pipeline.Place;
import io.millrace.pipeline.RowCheck;
import io.millrace.pipeline.Rules;
import io.millrace.pipeline.TableName;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The check files that a table names: whether they are there, and fit its stage.
 *
 * @param row the columns that its checks see
 */
record RulesReview(Survey survey, Stage stage, TableName table, Columns row) {

  /** Where checks are made. */
  enum Stage {
    STAGING,
    DIMENSION,
    FACT;

    /** What may happen here to a row that fails. */
    private Set<OnFail.Kind> allowed() {
      return switch (this) {
        case STAGING -> EnumSet.allOf(OnFail.Kind.class);
        case DIMENSION -> EnumSet.of(OnFail.Kind.WARN, OnFail.Kind.FAIL);
        case FACT -> EnumSet.of(OnFail.Kind.QUARANTINE, OnFail.Kind.WARN, OnFail.Kind.FAIL);
      };
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    String words() {
      return allowed().stream()
          .map(kind -> kind.name().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", "));
    }
  }

  void review(List<String> files, Place owner) {
    for (int i = 0; i < files.size(); i++) {
      rules(files.get(i), survey.places().at(owner, "rules", i)).ifPresent(this::review);
    }
  }

  private Optional<Rules> rules(String file, Place place) {
    var rules = Optional.ofNullable(survey.pipeline().rules().get(file));
    if (rules.isEmpty() && !survey.findings().isFlawed("rules/" + file)) {
      var known = survey.pipeline().rules().keySet();
      survey.problem(
          place,
          "there is no file rules/" + file,
          known.isEmpty() ? "write it" : Survey.suggestion(file, known));
    }
    return rules;
  }

  private void review(Rules rules) {
    for (var check : rules.checks()) {
      CheckReview.of(survey, check, row, table.text());
      onFail(check);
    }
    if (stage == Stage.STAGING) {
      var staging = survey.pipeline().staging(table).orElseThrow();
      rules.beyond().forEach(check -> new BeyondReview(survey, staging, row, check).review());
      rules.dataset().forEach(check -> DatasetReview.of(survey, check, row, table.text()));
      return;
    }
    rules.beyond().stream().findFirst().ifPresent(check -> elsewhere("beyond", check.place()));
    rules.dataset().stream().findFirst().ifPresent(check -> elsewhere("dataset", check.place()));
  }

  private void elsewhere(String part, Place place) {
    survey.problem(
        place,
        "the "
            + stage.word()
            + " '"
            + table
            + "' uses this file, but "
            + part
            + " checks are for staging tables",
        "move them into a file of the staging table's");
  }

  private void onFail(RowCheck check) {
    var kind = check.onFail().kind();
    if (!stage.allowed().contains(kind)) {
      boolean written = survey.isWritten(check.place(), "on_fail");
      survey.problem(
          survey.places().at(check.place(), "on_fail"),
          "the "
              + stage.word()
              + " '"
              + table
              + "' uses this check, and cannot "
              + kind.name().toLowerCase(Locale.ROOT)
              + (written ? "" : " (the default)"),
          "write on_fail: with one of: " + stage.words());
      return;
    }
    check
        .onFail()
        .set()
        .forEach(
            (column, value) -> {
              var place = survey.places().ofKey(check.place(), "on_fail", "set", column);
              var at = survey.places().at(check.place(), "on_fail", "set", column);
              if (survey.known(column, row, table.text(), place)) {
                keyed(column, place);
              }
              survey.readable(value, row, table.text(), at);
            });
  }

  private void keyed(io.millrace.pipeline.Identifier column, Place place) {
    if (survey.pipeline().staging(table).orElseThrow().key().contains(column)) {
      survey.problem(
          place,
          "'" + column + "' is the key, and correcting it would make another row of this one",
          "use on_fail: quarantine");
    }
  }
}
