package io.millrace.acceptance;

import static io.millrace.acceptance.DmsFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.run.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that refer to rows of other tables, which may come later or never. */
class ReferencesTest {

  private static final String AT = "2026-01-05 00:00:00.000000";
  private static final String LATER = "2026-01-06 00:00:00.000000";
  private static final String ACCOUNTS =
      "Op string, dms_ts string, id int, country int, owner string, parent int";
  private static final String COUNTRIES = "Op string, dms_ts string, number int, planet string";
  private static final String PLANETS = "Op string, dms_ts string, planet string, capital int";
  private static final String OWNERS = "Op string, dms_ts string, name string";

  /** HMAC-SHA256 of "Ann" under the local salt, behind that salt's version. */
  private static final String ANN =
      "be0b2ec3:fa5d85d13ac1d431fb7145f08d87bb5bdce6138b053461956f11f6763dfe7fc0";

  private static final String ROWS =
      "SELECT id, _status, country, owner = '"
          + ANN
          + "', array_join(_violations.rule, '; '),"
          + " to_json(_waits.key), date(_at) FROM t ORDER BY id, _at";

  private static final String BOB =
      "2|parked|1049|false|references: country in countries; references: owner in owners"
          + "|[[\"49\"]]|2026-01-05";

  @TempDir Path place;
  private Trial trial;

  @BeforeEach
  void aPipelineOfTablesThatReferToEachOther() {
    trial = Trial.of(Path.of("src/test/resources/related"), Map.of("place", place.toString()));
    folder("owners").deliver("LOAD00000001", OWNERS, row("I", AT, "Ann"));
    folder("planets").deliver("LOAD00000001", PLANETS, row("I", AT, "Earth", null));
  }

  @Test
  void aRowWaitsForWhatItRefersToAndThenStandsWhereItAlwaysWould() {
    folder("accounts")
        .deliver(
            "20260105-100000000",
            ACCOUNTS,
            row("I", AT, 1, 41, " Ann ", null),
            row("I", AT, 2, 49, "Bob", 1),
            row("I", AT, 3, null, null, null),
            row("D", AT, 4, 7, null, null));

    var first = trial.run();

    assertThat(first.failures()).isEmpty();
    assertThat(first.step(Stage.STAGING, "accounts").counts())
        .containsEntry("read", 4L)
        .containsEntry("accepted", 2L)
        .containsEntry("parked", 2L);
    assertThat(trial.lake("staging/accounts", ROWS))
        .containsExactly(
            "1|parked|1041|true|references: country in countries|[[\"41\"]]|2026-01-05",
            BOB,
            "3|accepted|null|null||[]|2026-01-05",
            "4|accepted|1007|null||[]|2026-01-05");
    assertThat(trial.run().wrote()).as("it goes on waiting").isFalse();

    folder("countries").deliver("20260106-100000000", COUNTRIES, row("I", LATER, 41, "Earth"));
    var second = trial.run();

    assertThat(second.step(Stage.STAGING, "accounts").counts())
        .containsEntry("no longer parked", 1L);
    assertThat(trial.lake("staging/accounts", ROWS).subList(0, 2))
        .containsExactly("1|accepted|1041|true||[]|2026-01-05", BOB);
    assertThat(trial.run().wrote()).isFalse();
  }

  @Test
  void whatIsAcceptedDoesNotDependOnWhichTableCameFirst() {
    var account = row("I", AT, 1, 41, "Bob", null);
    var country = row("I", AT, 41, "Mars");
    var planet = row("I", AT, "Mars", 41);
    var orders = List.of(List.of(0, 1, 2), List.of(2, 1, 0));

    var outcomes =
        orders.stream()
            .map(
                order -> {
                  var name = "from-" + order.get(0);
                  var there = place.resolve(name);
                  var run =
                      Trial.of(
                          Path.of("src/test/resources/related"), Map.of("place", there.toString()));
                  for (int next : order) {
                    switch (next) {
                      case 0 ->
                          folder(name, "accounts").deliver("20260105-100000000", ACCOUNTS, account);
                      case 1 ->
                          folder(name, "countries")
                              .deliver("20260105-100000000", COUNTRIES, country);
                      default ->
                          folder(name, "planets").deliver("20260105-100000000", PLANETS, planet);
                    }
                    assertThat(run.run().failures()).isEmpty();
                  }
                  return Map.of(
                      "accounts", run.lake("staging/accounts", ROWS),
                      "countries", run.lake("staging/countries", statuses("number")),
                      "planets", run.lake("staging/planets", statuses("planet")));
                })
            .toList();

    assertThat(outcomes).allMatch(outcomes.get(0)::equals);
    assertThat(outcomes.get(0))
        .containsEntry("countries", List.of("41|accepted"))
        .containsEntry("planets", List.of("Mars|accepted"));
    assertThat(outcomes.get(0).get("accounts"))
        .singleElement()
        .satisfies(seen -> assertThat(seen).startsWith("1|accepted|1041|false"));
  }

  @Test
  void aReferenceThatMustHoldRefusesTheBatchUnlessTheRowCameWithIt() {
    var accounts = folder("accounts");
    accounts.deliver(
        "20260105-100000000",
        ACCOUNTS,
        row("I", AT, 1, null, null, 2),
        row("I", AT, 2, null, null, null));
    assertThat(trial.run().failures()).isEmpty();

    accounts.deliver("20260106-100000000", ACCOUNTS, row("I", LATER, 3, null, null, 9));

    assertThat(trial.run().failures())
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure)
                    .hasMessageContaining(
                        "batch 2 of accounts is refused by references: parent in accounts"
                            + " (rules/accounts.yml:5:5): 1 row fails"));
  }

  private static String statuses(String key) {
    return "SELECT " + key + ", _status FROM t";
  }

  private DmsFolder folder(String source) {
    return folder("", source);
  }

  private DmsFolder folder(String lake, String source) {
    return new DmsFolder(Trial.spark(), place.resolve(lake).resolve("raw").resolve(source));
  }
}
