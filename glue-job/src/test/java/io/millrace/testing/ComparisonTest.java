package io.millrace.testing;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a failing test shows, row by row and cell by cell. */
class ComparisonTest {

  private static final List<String> COLUMNS = List.of("id", "name", "tier");

  @Test
  void theSameRowsInAnotherOrderAreTheSame() {
    var comparison =
        compared(
            List.of(row(1, "Ann", 2), row(2, "Ben", null)),
            List.of(row(2, "Ben", null), row(1, "Ann", 2)));

    assertThat(comparison.isSame()).isTrue();
  }

  @Test
  void aRowThatIsThereTwiceIsExpectedTwice() {
    var comparison =
        compared(List.of(row(1, "Ann", 2)), List.of(row(1, "Ann", 2), row(1, "Ann", 2)));

    assertThat(comparison.isSame()).isFalse();
    assertThat(DiffText.of("customers", comparison))
        .containsExactly(
            "customers: + 1 is unexpected", "  id  name  tier", "  1   Ann   2", "+ 1   Ann   2");
  }

  @Test
  void cellsThatDifferAreShownBesideEachOther() {
    var comparison =
        compared(
            List.of(row(1, "Ann", 2), row(2, "Ben", null), row(3, "Cleo", 1)),
            List.of(row(2, "Ben", 1), row(1, "Ann", 2), row(9, "Zoe", 7)));

    assertThat(DiffText.of("dim_customer", comparison))
        .containsExactly(
            "dim_customer: ~ 1 differs (expected ≠ found), - 1 is missing, + 1 is unexpected",
            "  id  name  tier",
            "  1   Ann   2",
            "~ 2   Ben   null ≠ 1",
            "- 3   Cleo  1",
            "+ 9   Zoe   7");
  }

  @Test
  void aRowMeetsTheOneThatIsMostLikeIt() {
    var comparison =
        compared(
            List.of(row(1, "Ann", 1), row(1, "Anna", 2)),
            List.of(row(1, "Anna", 3), row(1, "Ann", 1)));

    assertThat(comparison.lines())
        .containsExactly(
            new Comparison.Line(row(1, "Ann", 1), row(1, "Ann", 1)),
            new Comparison.Line(row(1, "Anna", 2), row(1, "Anna", 3)));
  }

  private static Comparison compared(List<List<Object>> expected, List<List<Object>> found) {
    return Comparison.of(COLUMNS, expected, found);
  }

  private static List<Object> row(Object... values) {
    return asList(values);
  }
}
