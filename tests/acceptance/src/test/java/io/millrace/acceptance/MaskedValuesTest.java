package io.millrace.acceptance;

import static io.millrace.acceptance.DmsFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.MillraceCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A value of a masked column is nowhere to be found once it has been read. */
class MaskedValuesTest {

  private static final String COLUMNS =
      "Op string, dms_ts string, seq string, tax_id string, email string, name string,"
          + " phone string, note string, born string, income string, joined string, tier string,"
          + " boss string";
  private static final List<String> NAMES = List.of(StructType.fromDDL(COLUMNS).fieldNames());

  @TempDir Path place;
  private final List<String> markers = new ArrayList<>();

  @Test
  void noMaskedValueIsAnywhereBelowTheLakeOrInWhatARunSays() throws IOException {
    var people = new DmsFolder(Trial.spark(), place.resolve("raw/people"));
    people.deliver(
        "20260105-100000000",
        COLUMNS,
        person("I", 1, "good", Map.of()),
        person("I", 2, "nomail", Map.of("email", "noatsignhere-" + marker("nomail"))),
        person("I", 3, "badborn", Map.of("born", "born-" + marker("badborn"))),
        person("I", 4, "badincome", Map.of("income", "12a-" + marker("badincome"))),
        person("I", 5, "debtor", Map.of("income", "-7391846205.17")),
        person("I", 6, "badjoined", Map.of("joined", "joined-" + marker("badjoined"))),
        person("I", 7, "badtier", Map.of("tier", "many")),
        person(
            "I",
            8,
            "dropped",
            Map.of("note", "drop-" + marker("dropme"), "boss", "boss-" + marker("unheard"))),
        person("I", 9, "future", Map.of("born", "2977-11-23")),
        person("I", 10, "parked", Map.of("boss", "boss-" + marker("boss"))),
        person("I", 11, "long", Map.of("phone", "0041-" + marker("long") + "-".repeat(20))),
        person("I", 12, "filtered", Map.of("tier", "0")),
        person("I", 13, "twice", Map.of()),
        person("I", 13, "twice", Map.of("email", "conflict@" + marker("conflict"))),
        person("D", 14, "gone", Map.of()));
    markers.addAll(List.of("7391846205", "2977-11-23", "1977-11-23"));
    var said = new ArrayList<String>();
    var config = "src/test/resources/masked";

    said.add(Said.by(() -> command("validate", config)));
    said.add(Said.by(() -> command("plan", config)));
    said.add(Said.by(() -> command("run", config)));
    people.deliver("20260106-100000000", COLUMNS, person("U", 1, "good", Map.of()));
    said.add(Said.by(() -> command("run", config)));

    assertThat(said.get(2)).contains("Done").contains("people");
    var trial = Trial.of(Path.of(config), Map.of("place", place.toString()));
    assertThat(
            trial.lake("staging/people", "SELECT _status, count(*) FROM t GROUP BY 1 ORDER BY 1"))
        .containsExactly("accepted|7", "dropped|1", "parked|1", "quarantined|6", "redelivered|1");
    assertThat(trial.lake("staging/people", "SELECT size(_waits) FROM t WHERE _status = 'dropped'"))
        .as("a dropped row waits for nobody")
        .containsExactly("0");
    assertThat(said).allSatisfy(text -> assertThat(found(text)).isEmpty());
    assertThat(Everything.below(place.resolve("lake"), text -> found(text))).isEmpty();
    assertThat(Everything.below(place.resolve("raw"), text -> found(text)))
        .as("the search itself finds what is there")
        .hasSize(2);
  }

  private List<String> found(String text) {
    var lower = text.toLowerCase(java.util.Locale.ROOT);
    return markers.stream().filter(lower::contains).toList();
  }

  private void command(String name, String config) {
    assertThat(
            MillraceCommand.run(name, "--config", config, "--set", "place=" + place, "--verbose"))
        .as(name)
        .isIn(0, 1);
  }

  private String marker(String what) {
    var marker = "zq" + what + "qz";
    markers.add(marker);
    return marker;
  }

  /** A person of whom every masked column has a value that is nowhere else. */
  private Object[] person(String op, int number, String what, Map<String, String> but) {
    var at = "2026-01-05 10:00:%02d.000000".formatted(number);
    var person =
        row(
            op,
            at,
            "%020d".formatted(number),
            "tax-" + marker(what + "tax"),
            " mail@" + marker(what + "email"),
            "name-" + marker(what + "name"),
            "0041-" + marker(what + "tel"),
            "note-" + marker(what + "note"),
            "1977-11-23",
            "12345." + (10 + number),
            "23.11.1977",
            "2",
            null);
    but.forEach((column, value) -> person[NAMES.indexOf(column)] = value);
    return person;
  }
}
