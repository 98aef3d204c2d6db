package io.millrace.history.reference;

import static io.millrace.history.reference.Change.delete;
import static io.millrace.history.reference.Change.insert;
import static io.millrace.history.reference.Change.loaded;
import static io.millrace.history.reference.Change.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 6. */
class TimesTest {

  private static final Source SOURCE = Source.of("t", "id").withEffectiveAt();

  @Test
  void aChangeHoldsFromItsEffectiveTime() {
    assertThat(times(insert("t", 1).at(10).effective(5), update("t", 1).at(20).effective(12)))
        .containsExactly(5L, 12L);
    assertThat(times(insert("t", 1).at(10).effective(10))).containsExactly(10L);
  }

  @Test
  void whatRunsAheadIsNotBelieved() {
    assertThat(times(insert("t", 1).at(10).effective(99), update("t", 1).at(20).effective(21)))
        .containsExactly(10L, 20L);
  }

  @Test
  void timeNeverRunsBackwards() {
    assertThat(
            times(
                insert("t", 1).at(10).effective(8),
                update("t", 1).at(20).effective(7),
                update("t", 1).at(30).effective(20),
                update("t", 1).at(40).effective(21)))
        .containsExactly(8L, 20L, 30L, 40L);
  }

  @Test
  void anEffectiveTimeEqualToTheTimeBeforeIsNotAfterIt() {
    assertThat(times(insert("t", 1).at(10).effective(8), update("t", 1).at(10).effective(8)))
        .containsExactly(8L, 10L);
  }

  @Test
  void aDeleteTakesItsTimestampAndCountsAsTheChangeBefore() {
    assertThat(
            times(
                delete("t", 1).at(10).effective(5),
                insert("t", 1).at(20).effective(9),
                update("t", 1).at(30).effective(25).filteredOut(),
                insert("t", 1).at(40).effective(31)))
        .containsExactly(10L, 20L, 30L, 31L);
  }

  @Test
  void withoutOneOrWithoutAskingItIsTheTimestamp() {
    assertThat(times(insert("t", 1).at(10))).containsExactly(10L);
    assertThat(Times.of(List.of(insert("t", 1).at(10).effective(5)), Source.of("t", "id")))
        .containsExactly(10L);
  }

  @Test
  void theOwnTimeOfALoadRowStandsBeforeTheNextChangeThoughItHoldsFrom1900() {
    List<Change> changes =
        List.of(loaded("t", 1).at(10), update("t", 1).at(20).effective(4).value("name", "B"));
    assertThat(Told.states(ReferenceHistory.states(changes, SOURCE)))
        .containsExactly("[1] 1900 id=1", "[1] 20 name=B id=1");
  }

  private static List<Long> times(Change... inOrder) {
    return Times.of(Arrays.asList(inOrder), SOURCE);
  }
}
