package io.millrace.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where and when the rows of every kind of folder stand (rules 1 to 3): each line is operation,
 * time, whether it came with a load, position, file and row, in the source's total order.
 */
class PlacesTest {

  private static final String TIMED = "source: {path: public/t, timestamp: dms_ts}\n";
  private static final String NOON = "2026-01-06 12:00:00.000001";

  @TempDir Path place;
  private WrittenFolder folder;

  @BeforeEach
  void aFolder() {
    folder = new WrittenFolder(place);
  }

  @Test
  void loadFilesAreCountedInHexadecimalAndComeBeforeChangesOfTheirTime() throws IOException {
    for (var counter : List.of("10", "0A", "09")) {
      folder.write("LOAD000000%s.parquet".formatted(counter), "dms_ts|id", NOON + "|1");
    }
    // One digit more than DMS documents; both are seen.
    folder.write("20260106-1300000001.parquet", "Op|dms_ts|id", "U|" + NOON + "|1");
    folder.write("20260106-130000000.parquet", "Op|dms_ts|id", "d|" + NOON + "|1");

    assertThat(folder.read(TIMED))
        .containsExactly(
            "I 2026-01-06T12:00:00.000001Z load [] LOAD00000009.parquet 0",
            "I 2026-01-06T12:00:00.000001Z load [] LOAD0000000A.parquet 0",
            "I 2026-01-06T12:00:00.000001Z load [] LOAD00000010.parquet 0",
            "D 2026-01-06T12:00:00.000001Z [] 20260106-130000000.parquet 0",
            "U 2026-01-06T12:00:00.000001Z [] 20260106-1300000001.parquet 0");
  }

  @Test
  void foldersOfDatesInAnySequenceSayNothingOfTheOrder() throws IOException {
    folder.write("2026/01/06/20260106-110000000.parquet", "Op|dms_ts|id", "U|" + NOON + "|1");
    folder.write("2026/01/05/20260106-120000000.parquet", "Op|dms_ts|id", "U|" + NOON + "|1");
    folder.write("06-01-2026/20260106-130000000.parquet", "Op|dms_ts|id", "U|" + NOON + "|1");
    folder.write("202601/20260106-140000000.parquet", "Op|dms_ts|id", "U|" + NOON + "|1");
    folder.write("a+b %20c/é/20260106-150000000.parquet", "Op|dms_ts|id", "U|" + NOON + "|1");
    folder.write("LOAD00000001.parquet", "dms_ts|id", "2026-01-06 11:59:59|1");

    assertThat(folder.read(TIMED))
        .containsExactly(
            "I 2026-01-06T11:59:59Z load [] LOAD00000001.parquet 0",
            "U 2026-01-06T12:00:00.000001Z [] 2026/01/06/20260106-110000000.parquet 0",
            "U 2026-01-06T12:00:00.000001Z [] 2026/01/05/20260106-120000000.parquet 0",
            "U 2026-01-06T12:00:00.000001Z [] 06-01-2026/20260106-130000000.parquet 0",
            "U 2026-01-06T12:00:00.000001Z [] 202601/20260106-140000000.parquet 0",
            "U 2026-01-06T12:00:00.000001Z [] a+b %20c/é/20260106-150000000.parquet 0");
  }

  @Test
  void aParallelLoadIsOneLoadWhetherItsPartsAreFoldersOrSegments() throws IOException {
    folder.write("2/LOAD00000001.parquet", "dms_ts|id", NOON + "|3");
    folder.write("1/LOAD00000001.parquet", "dms_ts|id", NOON + "|1", NOON + "|2");
    folder.write("SEGMENT12_LOAD0000000f.parquet", "dms_ts|id", NOON + "|4");

    assertThat(folder.read(TIMED))
        .containsExactly(
            "I 2026-01-06T12:00:00.000001Z load [] 1/LOAD00000001.parquet 0",
            "I 2026-01-06T12:00:00.000001Z load [] 1/LOAD00000001.parquet 1",
            "I 2026-01-06T12:00:00.000001Z load [] 2/LOAD00000001.parquet 0",
            "I 2026-01-06T12:00:00.000001Z load [] SEGMENT12_LOAD0000000f.parquet 0");
  }

  @Test
  void whatIsNotTheTablesDataIsNotListed() throws IOException {
    folder.write("awsdms_apply_exceptions/20260106-130000000.parquet", "Op|id", "I|1");
    folder.write("_temporary/0/20260106-130000000.parquet", "Op|id", "I|1");
    folder.write("20260106-130000000.csv", "Op|id", "I|1");
    folder.write("20260106-130000000.parquet", "Op|id", "I|1");

    assertThat(folder.list(TIMED)).containsExactly("20260106-130000000.parquet");
  }

  @Test
  void theChangeSequenceOrdersWhatATimestampTiesAndALoadHasNone() throws IOException {
    folder.write("LOAD00000001.parquet", "AR_H_COMMIT_TIMESTAMP|id|AR_H_CHANGE_SEQ", NOON + "|1|");
    folder.write(
        "20260106-130000000.parquet",
        "Op|id|AR_H_CHANGE_SEQ|AR_H_COMMIT_TIMESTAMP",
        "U|1|20260106120000010000000000000000029|" + NOON,
        "D|1|20260106120000010000000000000000031|" + NOON,
        "I|1|20260106120000010000000000000000030|" + NOON,
        // Not DMS's own: a number of fewer digits is the lesser one.
        "I|2|999|" + NOON);

    assertThat(
            folder.read(
                """
                source: {path: public/t, timestamp: AR_H_COMMIT_TIMESTAMP}
                position: [AR_H_CHANGE_SEQ]
                """))
        .containsExactly(
            "I 2026-01-06T12:00:00.000001Z load [] LOAD00000001.parquet 0",
            "I 2026-01-06T12:00:00.000001Z [999] 20260106-130000000.parquet 3",
            "U 2026-01-06T12:00:00.000001Z [20260106120000010000000000000000029]"
                + " 20260106-130000000.parquet 0",
            "I 2026-01-06T12:00:00.000001Z [20260106120000010000000000000000030]"
                + " 20260106-130000000.parquet 2",
            "D 2026-01-06T12:00:00.000001Z [20260106120000010000000000000000031]"
                + " 20260106-130000000.parquet 1");
  }

  @Test
  void withNeitherTimestampNorSequenceAFilesOwnTimeCounts() throws IOException {
    folder.write("LOAD00000001.parquet", "id", "1", "2");
    folder.touch("LOAD00000001.parquet", "2026-01-06T13:30:00Z");
    folder.write("20260106-130000123.parquet", "Op|id", "I|3");
    folder.write("20260106-1400001234.parquet", "Op|id", "U|1", "D|2");

    assertThat(folder.read("source: {path: public/t}\n"))
        .containsExactly(
            "I 2026-01-06T13:00:00.123Z [] 20260106-130000123.parquet 0",
            "I 2026-01-06T13:30:00Z load [] LOAD00000001.parquet 0",
            "I 2026-01-06T13:30:00Z load [] LOAD00000001.parquet 1",
            "U 2026-01-06T14:00:00.123400Z [] 20260106-1400001234.parquet 0",
            "D 2026-01-06T14:00:00.123400Z [] 20260106-1400001234.parquet 1");
  }

  @Test
  void aFileWithoutTheTimestampThatIsDeclaredStandsAtItsOwnTime() throws IOException {
    folder.write("20260106-130000000.parquet", "Op|id", "I|1");
    folder.write("20260106-140000000.parquet", "Op|id|dms_ts", "U|1|" + NOON);

    assertThat(folder.read(TIMED))
        .containsExactly(
            "U 2026-01-06T12:00:00.000001Z [] 20260106-140000000.parquet 0",
            "I 2026-01-06T13:00:00Z [] 20260106-130000000.parquet 0");
  }
}
