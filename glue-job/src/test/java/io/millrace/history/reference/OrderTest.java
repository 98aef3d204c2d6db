package io.millrace.history.reference;

import static io.millrace.history.reference.Change.loaded;
import static io.millrace.history.reference.Change.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 1. */
class OrderTest {

  private static final Source FILES = Source.of("t", "id");
  private static final Source SEQUENCED = FILES.withSequence();

  @Test
  void theTimestampComesFirst() {
    assertThat(order(SEQUENCED, c("b").at(20).position("1"), c("a").at(10).position("2")))
        .containsExactly("a", "b");
  }

  @Test
  void aLoadRowComesBeforeTheChangesOfItsInstant() {
    assertThat(
            order(
                FILES,
                c("cdc").at(10).in("20260101-000000000", 0),
                loaded("t", 1).value("name", "load").at(10).in("LOAD00000001", 7)))
        .containsExactly("load", "cdc");
  }

  @Test
  void theSequenceComesBeforeFileAndRow() {
    Change first = c("first").at(10).position("1").in("z", 9);
    Change second = c("second").at(10).position("2").in("a", 0);
    assertThat(order(SEQUENCED, second, first)).containsExactly("first", "second");
    assertThat(order(FILES, second, first)).containsExactly("second", "first");
  }

  @Test
  void withoutASequenceFileThenRowDecide() {
    assertThat(
            order(
                FILES,
                c("c").at(10).in("20260102-000000000", 0),
                c("b").at(10).in("20260101-000000000", 10),
                c("a").at(10).in("20260101-000000000", 9)))
        .containsExactly("a", "b", "c");
  }

  @Test
  void severalPositionColumnsCompareOneAfterTheOther() {
    assertThat(
            order(
                SEQUENCED,
                c("c").at(10).position("2", "1"),
                c("b").at(10).position("1", "2"),
                c("a").at(10).position("1", "1")))
        .containsExactly("a", "b", "c");
  }

  private static Change c(String name) {
    return update("t", 1).value("name", name);
  }

  private static List<Object> order(Source source, Change... changes) {
    return Order.sorted(Arrays.asList(changes), source).stream()
        .map(change -> change.values().get("name"))
        .toList();
  }
}
