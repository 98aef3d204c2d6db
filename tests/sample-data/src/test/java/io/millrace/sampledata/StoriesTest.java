package io.millrace.sampledata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md promises of the committed rows. */
class StoriesTest {
  private static final Path RAW = SampleFiles.FOLDER.resolve("raw/public");

  @Test
  void everyFileBelongsToOneBatch() throws IOException {
    var deliveries = Deliveries.of(SampleFiles.FOLDER);
    assertThat(deliveries.last()).isEqualTo(7);
    assertThat(deliveries.batches())
        .containsOnlyKeys(SampleFiles.in(SampleFiles.FOLDER.resolve("raw")).keySet());
    assertThat(List.copyOf(deliveries.batches().values())).isSorted();
  }

  @Test
  void batchesCanBeDeliveredOneByOne(@TempDir Path folder) throws IOException {
    var deliveries = Deliveries.of(SampleFiles.FOLDER);
    for (int batch = 1; batch <= deliveries.last(); batch++) {
      assertThat(deliveries.files(batch)).isNotEmpty();
      deliveries.deliver(batch, folder);
    }
    assertThat(SampleFiles.in(folder))
        .containsOnlyKeys(SampleFiles.in(SampleFiles.FOLDER.resolve("raw")).keySet());
  }

  @Test
  void loadFilesAreCountedInHexadecimal() throws IOException {
    assertThat(SampleFiles.of("countries"))
        .extracting(file -> file.getFileName().toString())
        .contains("LOAD00000009.parquet", "LOAD0000000A.parquet", "LOAD0000000B.parquet");
  }

  @Test
  void everyLoadCarriesOneTimestamp() throws IOException {
    for (var table : List.of("customers", "countries", "products", "orders", "order_items")) {
      var times = new HashSet<String>();
      for (var file : SampleFiles.of(table)) {
        if (SampleFiles.isLoad(file)) {
          SampleFiles.rows(file).forEach(row -> times.add(row.get("dms_ts")));
        }
      }
      assertThat(times).containsExactly("2026-01-05 06:00:00.000000");
    }
  }

  @Test
  void theChangeSequenceHas35DigitsAndIsEmptyOrNullOnLoad() throws IOException {
    for (var table : List.of("customers", "orders", "order_items")) {
      assertThat(SampleFiles.changes(table))
          .allMatch(row -> row.get("AR_H_CHANGE_SEQ").matches("\\d{35}"));
    }
    assertThat(SampleFiles.rows(RAW.resolve("customers/LOAD00000001.parquet")))
        .allMatch(row -> row.get("AR_H_CHANGE_SEQ").isEmpty());
    assertThat(SampleFiles.rows(RAW.resolve("order_items/LOAD00000001.parquet")))
        .noneMatch(row -> row.containsKey("AR_H_CHANGE_SEQ"));
  }

  @Test
  void deletesOfCustomersHoldTheirKeyAlone() throws IOException {
    var deletes = of("D", SampleFiles.changes("customers"));
    assertThat(deletes).hasSizeGreaterThan(10);
    assertThat(deletes)
        .allMatch(
            row ->
                row.keySet()
                    .equals(
                        Set.of(
                            "Op", "dms_ts", "customer_id", "BI_customer_id", "AR_H_CHANGE_SEQ")));
    assertThat(of("D", SampleFiles.changes("orders")))
        .isNotEmpty()
        .allMatch(row -> row.containsKey("ordered_at"));
  }

  @Test
  void updatesLeaveUnchangedBiographiesOut() throws IOException {
    var updates = of("U", changes(31));
    assertThat(updates)
        .extracting(row -> row.containsKey("bio"))
        .containsExactly(false, true, false);
  }

  @Test
  void customer11ChangesLateAndCustomer21IsDeliveredFourTimes() throws IOException {
    assertThat(batchesOf(changesByBatch(), "11", "Lara Late")).containsExactly(6);
    assertThat(batchesOf(changesByBatch(), "11", "Lara Third")).containsExactly(4);
    assertThat(changes(21)).hasSize(4);
    assertThat(Set.copyOf(changes(21))).hasSize(1);
  }

  @Test
  void customer22ContradictsItself() throws IOException {
    assertThat(changes(22)).hasSize(2);
    assertThat(changes(22).stream().map(row -> row.get("AR_H_CHANGE_SEQ")).distinct()).hasSize(1);
    assertThat(changes(22).stream().map(row -> row.get("full_name")).distinct()).hasSize(2);
  }

  @Test
  void customer9GetsAnotherKey() throws IOException {
    assertThat(changes(909)).hasSize(1);
    assertThat(changes(909).get(0)).containsEntry("BI_customer_id", "9").containsEntry("Op", "U");
  }

  @Test
  void timestampsTieInsideATransaction() throws IOException {
    assertThat(changes(6)).hasSize(3);
    assertThat(changes(6).stream().map(row -> row.get("dms_ts")).distinct()).hasSize(1);
    assertThat(changes(7).stream().map(row -> row.get("dms_ts")).distinct()).hasSize(1);
    assertThat(batchesOf(changesByBatch(), "7", "")).containsExactly(5, 6);
  }

  @Test
  void wholeFilesComeTwiceUnderTwoNames() throws IOException {
    assertSame("products/20260107-093000000.parquet", "products/20260107-094500000.parquet");
    assertSame("countries/20260106-073101000.parquet", "countries/20260108-110000000.parquet");
  }

  @Test
  void someFilesComeLongAfterTheirName() throws IOException {
    var batches = Deliveries.of(SampleFiles.FOLDER).batches();
    assertThat(batches)
        .containsEntry("public/products/20260106-093000000.parquet", 5)
        .containsEntry("public/countries/20260107-130000000.parquet", 6)
        .containsEntry("public/order_items/2026/01/08/20260108-114000000.parquet", 6);
  }

  @Test
  void linesComeBeforeTheirHeader() throws IOException {
    assertThat(SampleFiles.rows(running("orders", 4)))
        .anyMatch(row -> row.get("order_id").equals("11"));
    assertThat(SampleFiles.rows(running("order_items", 3)))
        .anyMatch(row -> row.get("order_id").equals("11"))
        .anyMatch(row -> row.get("order_id").equals("12"));
    assertThat(SampleFiles.changes("orders")).noneMatch(row -> row.get("order_id").equals("12"));
  }

  /** So that the gates of the sample's YAML let every batch pass, taken alone or together. */
  @Test
  void fewRowsOfABatchAreWrittenByHandToBeRefused() throws IOException {
    for (var batch : changesByBatch().entrySet()) {
      var broken =
          batch.getValue().stream()
              .filter(row -> Long.parseLong(row.get("customer_id")) >= 61)
              .filter(row -> Long.parseLong(row.get("customer_id")) <= 71)
              .count();
      assertThat((double) broken / batch.getValue().size()).isLessThan(0.04);
    }
  }

  private static List<Map<String, String>> changes(long customer) throws IOException {
    return SampleFiles.changes("customers").stream()
        .filter(row -> row.get("customer_id").equals(Long.toString(customer)))
        .toList();
  }

  /** Batch → the customers' changes that it brings. */
  private static Map<Integer, List<Map<String, String>>> changesByBatch() throws IOException {
    var deliveries = Deliveries.of(SampleFiles.FOLDER);
    var changes = new TreeMap<Integer, List<Map<String, String>>>();
    for (var file : SampleFiles.of("customers")) {
      if (!SampleFiles.isLoad(file)) {
        changes
            .computeIfAbsent(deliveries.batchOf(file), batch -> new ArrayList<>())
            .addAll(SampleFiles.rows(file));
      }
    }
    assertThat(changes).containsOnlyKeys(2, 3, 4, 5, 6, 7);
    return changes;
  }

  private static List<Integer> batchesOf(
      Map<Integer, List<Map<String, String>>> changes, String customer, String name) {
    return changes.entrySet().stream()
        .filter(
            batch ->
                batch.getValue().stream()
                    .anyMatch(
                        row ->
                            row.get("customer_id").equals(customer)
                                && (name.isEmpty() || name.equals(row.get("full_name")))))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The table's largest file of that batch. */
  private static Path running(String table, int batch) throws IOException {
    return Deliveries.of(SampleFiles.FOLDER).files(batch).stream()
        .filter(file -> file.startsWith("public/" + table + "/"))
        .map(SampleFiles.FOLDER.resolve("raw")::resolve)
        .max(Comparator.comparingLong(file -> file.toFile().length()))
        .orElseThrow();
  }

  private static void assertSame(String one, String other) throws IOException {
    assertThat(Files.readAllBytes(RAW.resolve(one)))
        .isEqualTo(Files.readAllBytes(RAW.resolve(other)));
  }

  private static List<Map<String, String>> of(String op, List<Map<String, String>> rows) {
    return rows.stream().filter(row -> row.get("Op").equals(op)).collect(Collectors.toList());
  }
}
