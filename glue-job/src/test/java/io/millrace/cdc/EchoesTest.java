package io.millrace.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which files are one file that came again. */
class EchoesTest {

  private static final String FIRST = "20260105-121000000";
  private static final String SECOND = "20260105-121500000";

  @Test
  void ofFilesWithTheSameRowsTheFirstInOrderCountsWhicheverCameFirst() {
    var folder =
        new Folder("untimed")
            .changes(SECOND, 15, "the same")
            .listed()
            .changes(FIRST, 10, "the same")
            .changes("20260105-122000000", 20, "others")
            .listed();

    assertThat(echoes(folder)).isEqualTo(Map.of(SECOND, FIRST));
    assertThat(Echoes.again(folder.staging(), folder.landed(), 2))
        .as("what came second is flagged")
        .containsExactly(FIRST + ".parquet");
    assertThat(Echoes.again(folder.staging(), folder.landed(), 1)).isEmpty();
  }

  @Test
  void aLoadWithTheSameRowsIsAnotherLoadWhereNoTimestampTellsThemApart() {
    var untimed =
        new Folder("untimed").load("LOAD00000001", 1).listed().load("LOAD00000001", 21).listed();
    assertThat(echoes(untimed)).isEmpty();

    var timed =
        new Folder("timed")
            .load("LOAD00000001", 1, 0)
            .listed()
            .load("LOAD00000001", 21, 0)
            .listed();
    assertThat(echoes(timed)).isEqualTo(Map.of("LOAD00000001", "LOAD00000001"));
  }

  @Test
  void aLongListIsCutAtTheBoundAndNeverInsideAFile() {
    var files =
        List.of(
            file("LOAD00000001", 60), file("LOAD00000002", 50), file(FIRST, 200), file(SECOND, 1));
    var folder = new Folder("untimed");

    var batches = new Backlog(2, 100).batches(folder.staging().staging(), 7, Folder.NOON, files);

    assertThat(batches)
        .extracting(
            batch -> batch.number() + " " + batch.files().stream().map(SourceFile::name).toList())
        .containsExactly(
            "8 [LOAD00000001.parquet]",
            "9 [LOAD00000002.parquet]",
            "10 [" + FIRST + ".parquet]",
            "11 [" + SECOND + ".parquet]");
  }

  private static SourceFile file(String name, long size) {
    return new SourceFile(name + ".parquet", name + ".parquet", size, Folder.NOON);
  }

  private static Map<String, String> echoes(Folder folder) {
    var echoes = new java.util.TreeMap<String, String>();
    Echoes.of(folder.staging(), folder.landed())
        .forEach((echo, first) -> echoes.put(name(echo), name(first)));
    return echoes;
  }

  private static String name(Landed file) {
    return file.file().name().replace(".parquet", "");
  }
}
