package io.millrace.history.reference;

import static io.millrace.history.reference.Change.insert;
import static io.millrace.history.reference.Change.loaded;
import static io.millrace.history.reference.Change.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rule 12. */
class DerivedDeletesTest {

  private static final Source SOURCE = Source.of("t", "id").replacing();
  private static final List<Object> ONE = List.of(1L);
  private static final List<Object> TWO = List.of(2L);

  @Test
  void aKeyThatIsNotInACompleteLoadIsDeletedAsOfIt() {
    assertThat(
            told(
                Accepted.of(SOURCE, loaded("t", 1).at(10), loaded("t", 2).at(10), row(2, 20))
                    .with(
                        Load.complete("t", 10, Set.of(ONE, TWO)),
                        Load.complete("t", 20, Set.of(TWO)))))
        .containsExactly("[1] 1900 id=1", "[1] 20 deleted", "[2] 1900 id=2", "[2] 20 id=2");
  }

  @Test
  void aQuarantinedRowKeepsItsKey() {
    assertThat(
            told(
                Accepted.of(SOURCE, insert("t", 1).at(10))
                    .with(Load.complete("t", 20, Set.of(ONE, TWO)))))
        .containsExactly("[1] 10 id=1");
  }

  @Test
  void aLoadSeenHalfNeverDeletes() {
    assertThat(
            told(
                Accepted.of(SOURCE, insert("t", 1).at(10))
                    .with(Load.complete("t", 20, Set.of(TWO)).half())))
        .containsExactly("[1] 10 id=1");
  }

  @Test
  void whereReloadsOnlyUpsertNothingIsDerived() {
    assertThat(
            told(
                Accepted.of(Source.of("t", "id"), insert("t", 1).at(10))
                    .with(Load.complete("t", 20, Set.of(TWO)))))
        .containsExactly("[1] 10 id=1");
  }

  @Test
  void theChangesOfTheLoadsInstantComeAfterIt() {
    assertThat(
            told(
                Accepted.of(SOURCE, insert("t", 1).at(10), update("t", 1).at(20))
                    .with(Load.complete("t", 20, Set.of(TWO)))))
        .containsExactly("[1] 10 id=1", "[1] 20 id=1");
  }

  @Test
  void aKeyThatTurnsUpInALaterLoadDidNotBeginIn1900() {
    assertThat(
            told(
                Accepted.of(SOURCE, row(2, 10), row(1, 20), row(2, 20))
                    .with(
                        Load.complete("t", 10, Set.of(TWO)),
                        Load.complete("t", 20, Set.of(ONE, TWO)))))
        .containsExactly("[1] 10 deleted", "[1] 20 id=1", "[2] 1900 id=2", "[2] 20 id=2");
  }

  @Test
  void aLateChangeBeforeTheLoadIsDeletedByItToo() {
    assertThat(
            told(
                Accepted.of(SOURCE, insert("t", 1).at(30), insert("t", 1).at(5))
                    .with(Load.complete("t", 20, Set.of(TWO)))))
        .containsExactly("[1] 5 id=1", "[1] 20 deleted", "[1] 30 id=1");
  }

  private static Change row(long id, long at) {
    return loaded("t", id).at(at);
  }

  private static List<String> told(Accepted accepted) {
    return Told.states(ReferenceHistory.states(accepted, "t"));
  }
}
