package io.millrace.acceptance;

import static io.millrace.acceptance.DmsFolder.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.cdc.SetAside;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.FileVersion;
import io.millrace.run.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches that must not land, and files that cannot be read. */
class GuardedBatchTest {

  private static final String ACCOUNTS = "Op string, dms_ts string, id int, owner string";
  private static final String AT = "2026-01-05 00:00:00.000000";
  private static final String LANDED =
      "SELECT _status, count(*) FROM t GROUP BY _status ORDER BY 1";

  private static final Path CONFIGURATION = Path.of("src/test/resources/guarded");

  @TempDir Path place;
  private Trial trial;
  private DmsFolder accounts;

  @BeforeEach
  void aPipelineOfTwoSources() {
    trial = Trial.of(CONFIGURATION, Map.of("place", place.toString()));
    accounts = new DmsFolder(Trial.spark(), place.resolve("raw/accounts"));
    new DmsFolder(Trial.spark(), place.resolve("raw/countries"))
        .deliver("LOAD00000001", "dms_ts string, code string", row(AT, "CH"));
  }

  @Test
  void aRefusedBatchLeavesNothingAndWaitsWhileOtherSourcesGoOn() throws IOException {
    accounts.deliver("LOAD00000001", ACCOUNTS, row("I", AT, 1, "Ann"), row("I", AT, -1, "Bob"));

    var refused = trial.run();

    assertThat(refused.failures())
        .singleElement()
        .extracting(Failure::kind)
        .isEqualTo(Failure.Kind.REFUSED);
    assertThat(refused.failures().get(0))
        .hasMessageContaining(
            "batch 1 of accounts is refused by range: id (rules/accounts.yml:3:5)")
        .hasMessageContaining("1 row fails");
    assertThat(refused.step(Stage.STAGING, "countries").counts()).containsEntry("accepted", 1L);
    assertThat(place.resolve("lake/staging/accounts/_delta_log")).doesNotExist();
    assertThat(parquetFiles("lake/staging/accounts")).isZero();
    assertThat(trial.run().failures()).as("it waits").hasSize(1);
  }

  @Test
  void aGateRefusesABatchOfWhichTooMuchWouldBeQuarantined() {
    accounts.deliver("LOAD00000001", ACCOUNTS, row("I", AT, 1, "Ann"), row("I", AT, 2, null));

    assertThat(trial.run().failures())
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure)
                    .hasMessageContaining("1 of 2 rows would be quarantined, which is 50%")
                    .hasMessageContaining("not below 50%"));
    assertThat(place.resolve("lake/staging/accounts/_delta_log")).doesNotExist();
  }

  @Test
  void aColumnThatNobodyDeclaredRefusesTheBatchWhereItMust() {
    accounts.deliver("LOAD00000001", ACCOUNTS + ", iban string", row("I", AT, 1, "Ann", "CH1"));

    assertThat(trial.run().failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure).hasMessageContaining("column iban of"));
  }

  @Test
  void unreadableFilesAreSetAsideByNameAndTheRestGoesOn() throws IOException {
    accounts.deliver(
        "LOAD00000001",
        ACCOUNTS,
        row("I", AT, 1, "Ann"),
        row("I", AT, 2, "test"),
        row("I", AT, 3, null));
    var folder = place.resolve("raw/accounts");
    var whole = Files.readAllBytes(folder.resolve("LOAD00000001.parquet"));
    Files.write(folder.resolve("LOAD00000002.parquet"), new byte[0]);
    Files.write(
        folder.resolve("LOAD00000003.parquet"), java.util.Arrays.copyOf(whole, whole.length - 40));
    Files.writeString(folder.resolve("20260106-100000000.parquet"), "id,owner\n1,Ann\n");
    Files.write(folder.resolve("accounts-copy.parquet"), whole);
    Files.createDirectories(folder.resolve("20260107-100000000.parquet"));

    var result = trial.run();

    assertThat(result.failures()).isEmpty();
    assertThat(result.setAside())
        .extracting(SetAside::path)
        .extracting(path -> path.substring(path.lastIndexOf('/') + 1))
        .containsExactlyInAnyOrder(
            "LOAD00000002.parquet",
            "LOAD00000003.parquet",
            "20260106-100000000.parquet",
            "accounts-copy.parquet");
    assertThat(trial.lake("staging/accounts", LANDED))
        .containsExactly("accepted|1", "dropped|1", "quarantined|1");
    assertThat(
            trial.lake(
                "staging/accounts",
                "SELECT _file, _row, _violations[0].value, id, owner, _digest, _values FROM t"
                    + " WHERE _status = 'dropped'"))
        .as("file, row and rule alone")
        .containsExactly("LOAD00000001.parquet|1|null|null|null|null|null");
    var version = FileVersion.of(Files.readAllBytes(CONFIGURATION.resolve("rules/accounts.yml")));
    assertThat(
            trial.lake(
                "staging/accounts",
                "SELECT _violations.version, _violations.place FROM t WHERE _status = 'quarantined'"))
        .containsExactly(
            "WrappedArray(%s)|WrappedArray(rules/accounts.yml:2:5)".formatted(version));
    assertThat(trial.run().wrote()).isFalse();
  }

  @Test
  void aRefusedBatchLandsAsItIsOnceSomebodyAcceptsIt() throws IOException {
    accounts.deliver("LOAD00000001", ACCOUNTS, row("I", AT, 1, "Ann"), row("I", AT, 2, "Bob"));
    trial.run(Stage.STAGING);
    deliverFiveOfWhichOneMustNotBe();

    assertThat(trial.run(Stage.STAGING).failures())
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure)
                    .hasMessageContaining("5 lies above 4")
                    .hasMessageContaining("range: id (rules/accounts.yml:3:5): 1 row fails")
                    .hasMessageContaining("millrace accept accounts/2"));
    assertThat(trial.lake("staging/accounts", LANDED)).containsExactly("accepted|2");
    assertThatThrownBy(() -> trial.accept("2")).hasMessageContaining("e.g. customers/3");
    assertThatThrownBy(() -> trial.accept("acounts/2")).hasMessageContaining("'accounts'?");
    assertThatThrownBy(() -> trial.accept("accounts/1")).hasMessageContaining("landed already");
    assertThatThrownBy(() -> trial.accept("accounts/9"))
        .hasMessageContaining("waiting: accounts/2");

    trial.accept("accounts/2");
    var accepted = trial.run(Stage.STAGING);

    assertThat(accepted.failures()).isEmpty();
    assertThat(accepted.warnings())
        .satisfiesExactlyInAnyOrder(
            told -> assertThat(told).contains("accepted, in spite of row_count", "5 lies above 4"),
            told -> assertThat(told).contains("accepted, in spite of range: id"),
            told -> assertThat(told).contains("breaks anomaly", "5 after 2 in the batch before"));
    assertThat(trial.lake("staging/accounts", LANDED))
        .as("what must not be is quarantined")
        .containsExactly("accepted|6", "quarantined|1");
    assertThat(trial.run(Stage.STAGING).wrote()).isFalse();
  }

  @Test
  void aRefusedBatchLandsOnceItsRulesAllowIt() throws IOException {
    deliverFiveOfWhichOneMustNotBe();
    assertThat(trial.run(Stage.STAGING).failures()).hasSize(1);
    assertThatThrownBy(() -> trial.accept("countries/1")).hasMessageContaining("landed already");
    var rules = Files.readString(CONFIGURATION.resolve("rules/accounts.yml"));
    var lenient = place.resolve("lenient");
    for (var file : List.of("pipeline.yml", "staging/accounts.yml", "staging/countries.yml")) {
      var target = lenient.resolve("table-configs").resolve(file);
      Files.createDirectories(target.getParent());
      Files.copy(CONFIGURATION.resolve("table-configs").resolve(file), target);
    }
    Files.createDirectories(lenient.resolve("rules"));
    Files.writeString(
        lenient.resolve("rules/accounts.yml"),
        rules.replace("max: 4", "max: 5").replace("min: 0", "min: -1"));

    var landed = Trial.of(lenient, Map.of("place", place.toString())).run(Stage.STAGING);

    assertThat(landed.failures()).isEmpty();
    assertThat(landed.warnings()).as("nothing is past").isEmpty();
    assertThat(trial.lake("staging/accounts", LANDED)).containsExactly("accepted|5");
  }

  private void deliverFiveOfWhichOneMustNotBe() {
    accounts.deliver(
        "20260106-100000000",
        ACCOUNTS,
        row("I", AT, 3, "Cid"),
        row("I", AT, 4, "Dee"),
        row("I", AT, 5, "Eve"),
        row("I", AT, 6, "Fay"),
        row("I", AT, -1, "Gus"));
  }

  private long parquetFiles(String folder) throws IOException {
    try (var files = Files.walk(place.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }
}
