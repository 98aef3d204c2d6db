package io.millrace.acceptance;

import static io.millrace.acceptance.DmsFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.run.RunResult;
import io.millrace.run.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns that come, go and change their type from one file to the next. */
class DriftTest {

  @TempDir Path place;

  @Test
  void anUndeclaredColumnJoinsTheChangeLogWithItsTypeAndIsNamed() {
    var trial = trial("add");
    load();
    assertThat(told(trial.run(Stage.STAGING))).isEmpty();
    people()
        .deliver(
            "20260106-100000000",
            "Op string, dms_ts string, id int, name string, city string, visits int,"
                + " shout string, `né le` string",
            row("U", "2026-01-06", 1, "Anna", "Bern", 7, "no", "x"));

    var drifted = trial.run(Stage.STAGING);

    assertThat(drifted.failures()).isEmpty();
    assertThat(told(drifted))
        .containsExactlyInAnyOrder(
            "people: column visits is new and added as int, from 20260106-100000000.parquet on",
            "people: column shout is new and added as string, from 20260106-100000000.parquet on",
            "people: column né le is new and ignored: Redshift could not take its name, from"
                + " 20260106-100000000.parquet on");
    assertThat(trial.lake("staging/people", "SELECT id, name, shout, visits + 1 FROM t ORDER BY 2"))
        .containsExactly("1|Ann|ANN|null", "1|Anna|ANNA|8");

    people()
        .deliver(
            "20260107-100000000",
            "Op string, dms_ts string, id bigint, name string, visits string",
            row("U", "2026-01-07", 1L, "Anne", "12"),
            row("I", "2026-01-07", 2L, "Bob", "many"));
    var again = trial.run();

    assertThat(told(again))
        .containsExactlyInAnyOrder(
            "people: column id is bigint where it was int, from 20260107-100000000.parquet on",
            "people: column visits is string where it was int, from 20260107-100000000.parquet on",
            "people: column city is gone, from 20260107-100000000.parquet on",
            "people: column shout is gone, from 20260107-100000000.parquet on",
            "people: column né le is gone, from 20260107-100000000.parquet on");
    assertThat(trial.lake("staging/people", "SELECT visits FROM t WHERE name = 'Anne'"))
        .containsExactly("12");
    assertThat(
            trial.lake(
                "staging/people",
                "SELECT _violations[0].column, _violations[0].value FROM t"
                    + " WHERE _status = 'quarantined'"))
        .containsExactly("visits|many");
    assertThat(trial.lake("dimensions/dim_person", "SELECT id, name, city, shout FROM t"))
        .contains("1|Anna|Bern|ANNA", "1|Anne|null|ANNE");
    assertThat(trial.lake("dimensions/dim_person", "SELECT count(*) FROM t")).containsExactly("4");
    assertThat(trial.run(Stage.STAGING).wrote()).isFalse();
  }

  @Test
  void anIgnoredColumnIsNamedOnceAndStaysOut() {
    var trial = trial("ignore");
    people()
        .deliver(
            "LOAD00000001",
            "dms_ts string, id int, name string, iban string",
            row("2026-01-05", 1, "Ann", "CH1"));
    people()
        .deliver(
            "20260106-100000000",
            "Op string, dms_ts string, id int, name string, iban string",
            row("U", "2026-01-06", 1, "Anna", "CH2"));

    var run = trial.run(Stage.STAGING);

    assertThat(told(run))
        .containsExactlyInAnyOrder(
            "people: column iban is new and ignored, as `on_new_column: ignore` says, from"
                + " LOAD00000001.parquet on",
            "people: column city is declared but not there, so it is null, from"
                + " LOAD00000001.parquet on");
    assertThat(Trial.spark().read().format("delta").load(place + "/lake/staging/people").columns())
        .doesNotContain("iban")
        .contains("city");
  }

  private void load() {
    people()
        .deliver(
            "LOAD00000001",
            "dms_ts string, id int, name string, city string",
            row("2026-01-05", 1, "Ann", "Bern"));
  }

  private Trial trial(String onNewColumn) {
    return Trial.of(
        Path.of("src/test/resources/drifting"),
        Map.of("place", place.toString(), "on_new_column", onNewColumn));
  }

  private DmsFolder people() {
    return new DmsFolder(Trial.spark(), place.resolve("raw/people"));
  }

  private static List<String> told(RunResult run) {
    return run.drift().stream().map(Object::toString).toList();
  }
}
