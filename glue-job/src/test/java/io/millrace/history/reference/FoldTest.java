package io.millrace.history.reference;

import static io.millrace.history.reference.Change.delete;
import static io.millrace.history.reference.Change.insert;
import static io.millrace.history.reference.Change.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules 9 and 13. */
class FoldTest {

  private static final Source SOURCE = Source.of("t", "id");
  private static final DimensionRule TRACKED = DimensionRule.of("d", "t", "n");

  @Test
  void aChangeSlotsIntoARunOfEqualVersions() {
    assertThat(told(TRACKED, n("A").at(10), n("A").at(20), n("A").at(30)))
        .containsExactly("[1] 10.. n=A");
    assertThat(told(TRACKED, n("A").at(10), n("A").at(20), n("A").at(30), n("B").at(25)))
        .containsExactly("[1] 10..25 n=A", "[1] 25..30 n=B", "[1] 30.. n=A");
  }

  @Test
  void aLateChangeBeforeInsideAndBetween() {
    Change a = n("A").at(10);
    Change c = n("C").at(30);
    assertThat(told(TRACKED, a, c, n("B").at(5)))
        .containsExactly("[1] 5..10 n=B", "[1] 10..30 n=A", "[1] 30.. n=C");
    assertThat(told(TRACKED, a, c, n("B").at(20)))
        .containsExactly("[1] 10..20 n=A", "[1] 20..30 n=B", "[1] 30.. n=C");
    assertThat(told(TRACKED, a, c, n("C").at(20)))
        .containsExactly("[1] 10..20 n=A", "[1] 20.. n=C");
  }

  @Test
  void aDeleteClosesAndALaterRowLeavesAGap() {
    assertThat(told(TRACKED, n("A").at(10), gone(20), n("A").at(30)))
        .containsExactly("[1] 10..20 n=A", "[1] 30.. n=A");
    assertThat(told(TRACKED, n("A").at(10), gone(20), gone(25))).containsExactly("[1] 10..20 n=A");
  }

  @Test
  void aLateDeleteSplitsAVersion() {
    assertThat(told(TRACKED, n("A").at(10), n("A").at(30), gone(20)))
        .containsExactly("[1] 10..20 n=A", "[1] 30.. n=A");
  }

  @Test
  void aDeleteBeforeAnythingOpensNothing() {
    assertThat(told(TRACKED, gone(5))).isEmpty();
    assertThat(told(TRACKED, gone(5), n("A").at(10))).containsExactly("[1] 10.. n=A");
  }

  @Test
  void whoIgnoresDeletesDoesNotSeeThem() {
    DimensionRule ignoring = TRACKED.ignoringDeletes();
    assertThat(told(ignoring, n("A").at(10), gone(20), n("A").at(30), n("B").at(40)))
        .containsExactly("[1] 10..40 n=A", "[1] 40.. n=B");
    assertThat(told(ignoring, n("A").at(10).in("f", 1), gone(10).in("f", 2)))
        .containsExactly("[1] 10.. n=A");
    assertThat(told(ignoring, gone(10))).isEmpty();
  }

  @Test
  void overwriteShowsTheLatestEverywhereAlsoAfterADelete() {
    DimensionRule rule = DimensionRule.of("d", "t", "n", "mail").track("n").overwrite("mail");
    assertThat(
            told(
                rule,
                n("A").at(10).value("mail", "x"),
                gone(20),
                n("B").at(30).value("mail", "y"),
                n("B").at(40).value("mail", "z"),
                gone(50)))
        .containsExactly("[1] 10..20 n=A mail=z", "[1] 30..50 n=B mail=z");
  }

  @Test
  void anyOtherColumnIsKeptUpInPlace() {
    DimensionRule rule = DimensionRule.of("d", "t", "n", "note").track("n");
    assertThat(
            told(
                rule,
                n("A").at(10).value("note", "x"),
                n("A").at(20).value("note", "y"),
                n("B").at(30).value("note", "z"),
                n("B").at(40).value("note", null)))
        .containsExactly("[1] 10..30 n=A note=y", "[1] 30.. n=B note=null");
  }

  @Test
  void anAddedColumnOpensNoVersionWhereItIsNotTracked() {
    DimensionRule rule = DimensionRule.of("d", "t", "n", "added").track("n");
    assertThat(told(rule, n("A").at(10), n("A").at(20).value("added", 7)))
        .containsExactly("[1] 10.. n=A added=7");
  }

  @Test
  void valuesCompareNullSafelyInEveryType() {
    assertSame(null, null);
    assertSame(Double.NaN, Double.NaN);
    assertSame(0.0, -0.0);
    assertSame(Float.NaN, Float.NaN);
    assertSame(new BigDecimal("1.0"), new BigDecimal("1.00"));
    assertSame(new byte[] {1}, new byte[] {1});
    assertSame(List.of(Map.of("a", Double.NaN)), List.of(Map.of("a", Double.NaN)));
    assertDiffer(null, "");
    assertDiffer(0.0, Double.NaN);
    assertDiffer(null, Double.NaN);
    assertDiffer(new byte[] {1}, new byte[] {1, 0});
    assertDiffer(Map.of("a", 1L), Map.of("a", 2L));
    assertDiffer(new BigDecimal("1.00"), new BigDecimal("1.01"));
  }

  @Test
  void keysWhosePartsConcatenateAlikeAreTwo() {
    Source source = Source.of("t", "a", "b");
    Accepted accepted =
        Accepted.of(source, insert("t", "x|", "y").at(1), insert("t", "x", "|y").at(2));
    assertThat(ReferenceHistory.dimension(accepted, DimensionRule.of("d", "t"))).hasSize(2);
  }

  @Test
  void anScd1RowIsThePresentOneAndSaysWhetherItIsGone() {
    assertThat(present(TRACKED, n("B").at(20), n("A").at(10))).containsExactly("[1] n=B");
    assertThat(present(TRACKED, n("A").at(10), gone(20))).containsExactly("[1] deleted n=A");
    assertThat(present(TRACKED, n("A").at(10), gone(20), n("B").at(30))).containsExactly("[1] n=B");
    assertThat(present(TRACKED, gone(20))).isEmpty();
    assertThat(present(TRACKED.ignoringDeletes(), n("A").at(10), gone(20)))
        .containsExactly("[1] n=A");
  }

  @Test
  void aMirrorHoldsTheRowsThatAreThere() {
    Accepted accepted =
        Accepted.of(SOURCE, n("A").at(10), n("B").at(20), insert("t", 2).at(10), gone(2, 20));
    assertThat(ReferenceHistory.mirror(accepted, "t"))
        .containsExactly(Map.entry(List.of(1L), Map.of("n", "B", "id", 1L)));
  }

  private static void assertSame(Object a, Object b) {
    assertThat(told(TRACKED, n(a).at(10), n(b).at(20))).hasSize(1);
  }

  private static void assertDiffer(Object a, Object b) {
    assertThat(told(TRACKED, n(a).at(10), n(b).at(20))).hasSize(2);
  }

  private static Change n(Object value) {
    return update("t", 1).value("n", value);
  }

  private static Change gone(long at) {
    return gone(1, at);
  }

  private static Change gone(long id, long at) {
    return delete("t", id).at(at);
  }

  private static List<String> told(DimensionRule rule, Change... changes) {
    return Told.versions(ReferenceHistory.dimension(Accepted.of(SOURCE, changes), rule));
  }

  private static List<String> present(DimensionRule rule, Change... changes) {
    return Told.present(ReferenceHistory.scd1(Accepted.of(SOURCE, changes), rule));
  }
}
