package io.millrace.history.reference;

import static io.millrace.history.reference.Change.delete;
import static io.millrace.history.reference.Change.insert;
import static io.millrace.history.reference.Change.loaded;
import static io.millrace.history.reference.Change.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules 7 (one instant), 8 (carry_forward) and 10 (1900), and changed keys. */
class StatesTest {

  private static final Source SOURCE = Source.of("t", "id").carryForward("bio");

  @Test
  void theChangesOfOneInstantAreOne() {
    assertThat(
            told(
                insert("t", 1).at(10).in("f", 1).value("name", "A"),
                update("t", 1).at(10).in("f", 2).value("name", "B"),
                update("t", 1).at(20).in("f", 3).value("name", "C"),
                delete("t", 1).at(20).in("f", 4)))
        .containsExactly("[1] 10 name=B id=1", "[1] 20 deleted");
  }

  @Test
  void aTransactionMayBeCutOverTwoFiles() {
    assertThat(
            told(
                update("t", 1).at(10).in("f2", 0).value("name", "B"),
                delete("t", 1).at(10).in("f1", 9),
                insert("t", 1).at(10).in("f1", 8).value("name", "A")))
        .containsExactly("[1] 10 name=B id=1");
  }

  @Test
  void anEffectiveTimeCanBringChangesOfTwoTimestampsToOneInstant() {
    Source source = SOURCE.withEffectiveAt();
    List<Change> changes =
        List.of(
            insert("t", 1).at(10).value("name", "A"),
            update("t", 1).at(20).effective(15).in("f", 1).value("name", "B"),
            update("t", 1).at(20).effective(15).in("f", 2).value("name", "C"),
            update("t", 1).at(20).in("f", 3).value("name", "D"));
    assertThat(Told.states(ReferenceHistory.states(changes, source)))
        .containsExactly("[1] 10 name=A id=1", "[1] 15 name=B id=1", "[1] 20 name=D id=1");
  }

  @Test
  void aNullOfAnUpdateIsFilledFromTheStateBefore() {
    assertThat(
            told(
                insert("t", 1).at(10).value("bio", "x"),
                update("t", 1).at(20).value("bio", null),
                update("t", 1).at(30),
                update("t", 1).at(40).value("bio", "y")))
        .containsExactly(
            "[1] 10 bio=x id=1", "[1] 20 bio=x id=1", "[1] 30 bio=x id=1", "[1] 40 bio=y id=1");
  }

  @Test
  void aLateChangeFeedsTheNullsAfterIt() {
    assertThat(
            told(
                insert("t", 1).at(10).value("bio", "x"),
                update("t", 1).at(30).value("bio", null),
                update("t", 1).at(20).value("bio", "y")))
        .containsExactly("[1] 10 bio=x id=1", "[1] 20 bio=y id=1", "[1] 30 bio=y id=1");
  }

  @Test
  void onlyAnUpdateIsFilledAndOnlyFromALiveState() {
    assertThat(
            told(
                update("t", 1).at(5).value("bio", null),
                update("t", 1).at(10).value("bio", "x"),
                insert("t", 1).at(20).value("bio", null),
                update("t", 1).at(30).value("bio", "y"),
                delete("t", 1).at(40).value("bio", "y"),
                update("t", 1).at(50).value("bio", null)))
        .containsExactly(
            "[1] 5 bio=null id=1",
            "[1] 10 bio=x id=1",
            "[1] 20 bio=null id=1",
            "[1] 30 bio=y id=1",
            "[1] 40 deleted",
            "[1] 50 bio=null id=1");
  }

  @Test
  void theStateBeforeIsTheOneByPositionAlsoWithinAnInstant() {
    assertThat(
            told(
                insert("t", 1).at(10).in("f", 1).value("bio", "x"),
                update("t", 1).at(10).in("f", 2).value("bio", "y"),
                update("t", 1).at(10).in("f", 3).value("bio", null)))
        .containsExactly("[1] 10 bio=y id=1");
  }

  @Test
  void aKeyThatBeginsWithALoadRowHoldsFrom1900() {
    assertThat(told(loaded("t", 1).at(10).value("name", "A"), update("t", 1).at(20)))
        .containsExactly("[1] 1900 name=A id=1", "[1] 20 id=1");
    assertThat(
            told(
                loaded("t", 1).at(10).value("name", "A"), update("t", 1).at(10).value("name", "B")))
        .containsExactly("[1] 1900 name=B id=1");
  }

  @Test
  void aKeyThatBeginsOtherwiseHoldsFromItsTime() {
    assertThat(told(insert("t", 1).at(5).value("n", 1), loaded("t", 1).at(10).value("n", 2)))
        .containsExactly("[1] 5 n=1 id=1", "[1] 10 n=2 id=1");
    assertThat(told(delete("t", 1).at(5), loaded("t", 1).at(10).value("n", 2)))
        .containsExactly("[1] 5 deleted", "[1] 10 n=2 id=1");
    assertThat(told(loaded("t", 1).at(5).filteredOut(), insert("t", 1).at(10)))
        .containsExactly("[1] 5 deleted", "[1] 10 id=1");
  }

  @Test
  void whatBeganBefore1900StaysWhereItIs() {
    long old = Told.micros(1850, 1, 1);
    List<Change> changes = List.of(loaded("t", 1).at(10).effective(old));
    assertThat(Told.states(ReferenceHistory.states(changes, SOURCE.withEffectiveAt())))
        .containsExactly("[1] " + old + " id=1");
  }

  @Test
  void aChangedKeyDeletesTheOldOne() {
    assertThat(
            told(
                insert("t", 1).at(10).value("n", 1),
                update("t", 2).formerly(1).at(20).value("n", 1)))
        .containsExactly("[1] 10 n=1 id=1", "[1] 20 deleted", "[2] 20 n=1 id=2");
    assertThat(told(update("t", 2).formerly(2).at(20))).containsExactly("[2] 20 id=2");
  }

  private static List<String> told(Change... changes) {
    return Told.states(ReferenceHistory.states(Arrays.asList(changes), SOURCE));
  }
}
