package io.millrace.history.reference;

import static io.millrace.history.reference.Change.delete;
import static io.millrace.history.reference.Change.insert;
import static io.millrace.history.reference.Change.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules 4 and 5. */
class RedeliveryTest {

  private static final Source FILES = Source.of("t", "id").withEffectiveAt();
  private static final Source SEQUENCED = FILES.withSequence();

  @Test
  void oneSequenceNumberInTwoFilesIsOneChange() {
    Change once = insert("t", 1).at(10).position("1").effective(5).value("name", "A").digest(1);
    assertThat(told(SEQUENCED, once, once.in("later", 3))).containsExactly("[1] 5 name=A id=1");
  }

  @Test
  void withoutASequenceASecondFileHoldsASecondChange() {
    Change once = insert("t", 1).at(10).position("1").effective(5).value("name", "A").digest(1);
    assertThat(told(FILES, once, once.in("later", 3)))
        .containsExactly("[1] 5 name=A id=1", "[1] 10 name=A id=1");
    assertThat(told(FILES, once, once)).containsExactly("[1] 5 name=A id=1");
  }

  @Test
  void anOldRowThatComesAgainDoesNotComeBack() {
    Change a = insert("t", 1).at(10).position("1").value("name", "A").digest(1);
    Change b = update("t", 1).at(10).position("2").value("name", "B").digest(2);
    assertThat(told(SEQUENCED, a, b, a.in("later", 0))).containsExactly("[1] 10 name=B id=1");
  }

  @Test
  void equalNumbersOfOtherKeysOrTimesAreOtherChanges() {
    assertThat(
            told(
                SEQUENCED,
                insert("t", 1).at(10).position("1").value("name", "A"),
                insert("t", 2).at(10).position("1").value("name", "A"),
                update("t", 1).at(11).position("1").value("name", "A")))
        .hasSize(3);
  }

  @Test
  void ofTwoContentsTheGreaterDigestWins() {
    Change small = update("t", 1).at(10).position("1").value("name", "Z").digest(-7);
    Change great = update("t", 1).at(10).position("1").value("name", "A").digest(3);
    assertThat(told(SEQUENCED, small, great)).containsExactly("[1] 10 name=A id=1");
  }

  @Test
  void aDeleteWinsWhateverItsDigest() {
    Change update = update("t", 1).at(10).position("1").value("name", "A").digest(3);
    assertThat(told(SEQUENCED, update, delete("t", 1).at(10).position("1").digest(1)))
        .containsExactly("[1] 10 deleted");
    assertThat(told(SEQUENCED, update, update.filteredOut().digest(1)))
        .containsExactly("[1] 10 deleted");
  }

  private static List<String> told(Source source, Change... changes) {
    List<Change> list = Arrays.asList(changes);
    List<String> told = Told.states(ReferenceHistory.states(list, source));
    Collections.reverse(list);
    assertThat(Told.states(ReferenceHistory.states(list, source))).isEqualTo(told);
    return told;
  }
}
