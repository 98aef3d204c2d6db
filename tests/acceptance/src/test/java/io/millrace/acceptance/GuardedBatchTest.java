package io.millrace.acceptance;

import static io.millrace.acceptance.DmsFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cdc.SetAside;
import io.millrace.pipeline.Failure;
import io.millrace.run.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @TempDir Path place;
  private Trial trial;
  private DmsFolder accounts;

  @BeforeEach
  void aPipelineOfTwoSources() {
    trial = Trial.of(Path.of("src/test/resources/guarded"), Map.of("place", place.toString()));
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
        .hasMessageContaining("by 1 rows");
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
    assertThat(trial.run().wrote()).isFalse();
  }

  private long parquetFiles(String folder) throws IOException {
    try (var files = Files.walk(place.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }
}
