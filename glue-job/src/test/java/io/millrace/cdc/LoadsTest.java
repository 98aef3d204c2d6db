package io.millrace.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which files are one load, and what makes it complete. */
class LoadsTest {

  private static final String AT_1210 = "20260105-121000000";
  private static final String AT_1150 = "20260105-115000000";

  @Test
  void filesThatShareATimestampAreOneLoadThatTheNextCompletes() {
    var folder = new Folder("timed").load("LOAD00000001", 1, 0).load("LOAD00000002", 2, 0).listed();
    assertThat(folder.loads()).containsExactly("0 [LOAD00000001, LOAD00000002] open");

    folder.load("LOAD00000003", 21, 20).listed();

    assertThat(folder.loads())
        .containsExactly("0 [LOAD00000001, LOAD00000002] complete", "20 [LOAD00000003] open");
  }

  @Test
  void aLoadSeenHalfIsNotComplete() {
    var half = new Folder("timed").load("LOAD00000001", 1, 0).listed();
    assertThat(half.loads()).containsExactly("0 [LOAD00000001] open");
    half.load("LOAD00000002", 2, 0).listed();
    assertThat(half.loads()).containsExactly("0 [LOAD00000001, LOAD00000002] open");
    half.changes(AT_1210, 10).listed();
    assertThat(half.loads()).containsExactly("0 [LOAD00000001, LOAD00000002] complete");
  }

  @Test
  void changesFromBeforeTheLoadSayNothingOfIt() {
    assertThat(new Folder("timed").load("LOAD00000001", 1, 0).changes(AT_1150, 30).listed().loads())
        .containsExactly("0 [LOAD00000001] open");
  }

  @Test
  void theOrderInWhichFilesComeDoesNotMatter() {
    assertThat(
            new Folder("timed")
                .changes(AT_1210, 10)
                .listed()
                .load("LOAD00000002", 2, 0)
                .listed()
                .load("LOAD00000001", 1, 0)
                .listed()
                .loads())
        .containsExactly("0 [LOAD00000002, LOAD00000001] complete");
  }

  @Test
  void aLoadIsNotCompleteBecauseItWasCut() {
    var folder =
        new Folder("timed")
            .load("LOAD00000001", 1, 0)
            .load("LOAD00000002", 21, 20)
            .load("SEGMENT2_LOAD00000001", 2, 0)
            .listed(1);

    assertThat(folder.landedOnly(2).loads())
        .containsExactly("0 [LOAD00000001] open", "20 [LOAD00000002] open");
    assertThat(folder.landedOnly(3).loads())
        .containsExactly(
            "0 [LOAD00000001, SEGMENT2_LOAD00000001] complete", "20 [LOAD00000002] open");
  }

  @Test
  void filesWhoseRowsDifferInTimeAreOneLoadFromTheEarliestOn() {
    assertThat(
            new Folder("timed")
                .load("LOAD00000001", 9, 3, 5, 0)
                .load("LOAD00000002", 9, 2, 8, 0)
                .listed()
                .loads())
        .containsExactly("2 [LOAD00000001, LOAD00000002] open");
  }

  @Test
  void aRowWithoutAKeyMayBeAnyKeyAndSoLetsNoneBeMissing() {
    assertThat(
            new Folder("timed")
                .load("LOAD00000001", 1, 0, 0, 2)
                .changes(AT_1210, 10)
                .listed()
                .loads())
        .containsExactly(
            "0 [LOAD00000001] 2 rows of LOAD00000001.parquet have no readable key or time");
  }

  @Test
  void aFileThatCannotBeReadSpoilsTheLoadThatItCameWithUntilItComesReadable() {
    var folder =
        new Folder("timed")
            .load("LOAD00000001", 1, 0)
            .lost("LOAD00000002", 2)
            .listed()
            .changes(AT_1210, 10)
            .listed();
    assertThat(folder.loads())
        .containsExactly("0 [LOAD00000001] LOAD00000002.parquet could not be read");

    folder.load("LOAD00000002", 30, 0).listed();

    assertThat(folder.loads()).containsExactly("0 [LOAD00000001, LOAD00000002] complete");
  }

  @Test
  void aLostFileThatComesAloneSpoilsTheLoadThatIsStillOpen() {
    assertThat(
            new Folder("timed")
                .load("LOAD00000001", 1, 0)
                .listed()
                .lost("LOAD00000002", 2)
                .listed()
                .changes(AT_1210, 10)
                .listed()
                .loads())
        .containsExactly("0 [LOAD00000001] LOAD00000002.parquet could not be read");
  }

  @Test
  void aLostFileAfterACompleteLoadSpoilsTheNextAndNotThatOne() {
    assertThat(
            new Folder("timed")
                .load("LOAD00000001", 1, 0)
                .changes(AT_1210, 10)
                .listed()
                .lost("LOAD00000001", 21)
                .listed()
                .load("LOAD00000002", 22, 20)
                .listed()
                .loads())
        .containsExactly(
            "0 [LOAD00000001] complete",
            "20 [LOAD00000002] LOAD00000001.parquet could not be read");
  }

  @Test
  void aMarkerCompletesTheLoadsWhoseFilesAreNotYounger() {
    var folder = new Folder("marked").load("LOAD00000001", 1, 0).changes(AT_1210, 10).listed();
    assertThat(folder.loads()).containsExactly("0 [LOAD00000001] open");

    folder.marker(5).load("LOAD00000002", 21, 20).listed();

    assertThat(folder.loads())
        .containsExactly("0 [LOAD00000001] complete", "20 [LOAD00000002] open");
  }

  @Test
  void withoutATimestampALoadGoesOnUntilANameComesAgain() {
    assertThat(
            new Folder("untimed")
                .load("LOAD00000001", 1)
                .load("LOAD00000002", 2)
                .listed()
                .load("LOAD00000001", 21)
                .listed()
                .loads())
        .containsExactly("1 [LOAD00000001, LOAD00000002] complete", "21 [LOAD00000001] open");
  }

  @Test
  void withoutATimestampALostFileIsMadeUpForByItsName() {
    var folder =
        new Folder("untimed")
            .load("LOAD00000001", 1)
            .lost("LOAD00000002", 2)
            .listed()
            .changes(AT_1210, 10)
            .listed();
    assertThat(folder.loads())
        .containsExactly("1 [LOAD00000001, LOAD00000002] LOAD00000002.parquet could not be read");

    folder.load("LOAD00000002", 30).listed();

    assertThat(folder.loads()).containsExactly("1 [LOAD00000001, LOAD00000002] complete");
  }

  @Test
  void aTimestampedSourceWithoutItsColumnIsReadByName() {
    assertThat(new Folder("timed").load("LOAD00000001", 1).load("LOAD00000002", 2).listed().loads())
        .containsExactly("1 [LOAD00000001, LOAD00000002] open");
  }
}
