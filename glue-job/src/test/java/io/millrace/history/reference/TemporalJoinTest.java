package io.millrace.history.reference;

import static io.millrace.history.reference.Change.delete;
import static io.millrace.history.reference.Change.insert;
import static io.millrace.history.reference.Change.loaded;
import static io.millrace.history.reference.Change.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rule 11, seen through a dimension that tracks the joined column and not the foreign key. */
class TemporalJoinTest {

  private static final List<Source> SOURCES =
      List.of(Source.of("customers", "id"), Source.of("countries", "code"));
  private static final DimensionRule RULE =
      DimensionRule.of("d", "customers", "name", "country")
          .join(new JoinRule("countries", List.of("code"), Map.of("name", "country")));

  @Test
  void aVersionOpensAsTheJoinedRowChanges() {
    assertThat(told(customer("DE").at(10), country("DE", "x").at(5), country("DE", "y").at(20)))
        .containsExactly("[1] 10..20 name=A country=x", "[1] 20.. name=A country=y");
  }

  @Test
  void whileTheJoinedRowIsAbsentOrDeletedThereAreNulls() {
    assertThat(
            told(
                customer("DE").at(10),
                country("DE", "x").at(20),
                delete("countries", "DE").at(30),
                country("DE", "x").at(40)))
        .containsExactly(
            "[1] 10..20 name=A country=null",
            "[1] 20..30 name=A country=x",
            "[1] 30..40 name=A country=null",
            "[1] 40.. name=A country=x");
  }

  @Test
  void anUntrackedForeignKeyMovesTheVersionToAnotherRow() {
    assertThat(
            told(
                country("DE", "x").at(1),
                country("FR", "y").at(1),
                customer("DE").at(10),
                customer("FR").at(20),
                country("DE", "z").at(30),
                customer("DE").at(40)))
        .containsExactly(
            "[1] 10..20 name=A country=x",
            "[1] 20..40 name=A country=y",
            "[1] 40.. name=A country=z");
  }

  @Test
  void aMoveToARowThatSaysTheSameOpensNothing() {
    assertThat(
            told(
                country("DE", "x").at(1),
                country("FR", "x").at(1),
                customer("DE").at(10),
                customer("FR").at(20),
                country("FR", "y").at(30)))
        .containsExactly("[1] 10..30 name=A country=x", "[1] 30.. name=A country=y");
  }

  @Test
  void changesOfTheJoinedRowDuringAGapShowOnlyAfterIt() {
    assertThat(
            told(
                country("DE", "x").at(1),
                customer("DE").at(10),
                delete("customers", 1).at(20),
                country("DE", "y").at(25),
                customer("DE").at(30)))
        .containsExactly("[1] 10..20 name=A country=x", "[1] 30.. name=A country=y");
  }

  @Test
  void whoIgnoresDeletesSeesTheJoinedRowChangeOn() {
    Accepted accepted =
        Accepted.of(
            SOURCES,
            country("DE", "x").at(1),
            customer("DE").at(10),
            delete("customers", 1).at(20),
            country("DE", "y").at(25),
            delete("countries", "DE").at(30));
    assertThat(Told.versions(ReferenceHistory.dimension(accepted, RULE.ignoringDeletes())))
        .containsExactly(
            "[1] 10..25 name=A country=x",
            "[1] 25..30 name=A country=y",
            "[1] 30.. name=A country=null");
  }

  @Test
  void bothSidesOfALoadReachBackTo1900() {
    assertThat(
            told(
                loaded("customers", 1).at(10).value("name", "A").value("code", "DE"),
                loaded("countries", "DE").at(12).value("name", "x"),
                country("DE", "y").at(20)))
        .containsExactly("[1] 1900..20 name=A country=x", "[1] 20.. name=A country=y");
  }

  @Test
  void aNullForeignKeyFindsNothing() {
    assertThat(told(country("DE", "x").at(1), customer(null).at(10)))
        .containsExactly("[1] 10.. name=A country=null");
  }

  private static Change customer(String code) {
    return update("customers", 1).value("name", "A").value("code", code);
  }

  private static Change country(String code, String name) {
    return insert("countries", code).value("name", name);
  }

  private static List<String> told(Change... changes) {
    return Told.versions(ReferenceHistory.dimension(Accepted.of(SOURCES, changes), RULE));
  }
}
