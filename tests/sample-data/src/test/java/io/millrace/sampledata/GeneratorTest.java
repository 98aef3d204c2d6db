package io.millrace.sampledata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorTest {
  @TempDir Path folder;

  @Test
  void makesTheCommittedSampleByteForByte() throws IOException {
    Generator.OF_THE_SAMPLE.write(folder);

    var committed = SampleFiles.in(SampleFiles.FOLDER.resolve("raw"));
    var made = SampleFiles.in(folder.resolve("raw"));
    assertThat(made).containsOnlyKeys(committed.keySet());
    assertThat(made.keySet())
        .filteredOn(name -> !Arrays.equals(made.get(name), committed.get(name)))
        .as("files that differ")
        .isEmpty();
    assertThat(folder.resolve("batches.txt"))
        .hasSameTextualContentAs(SampleFiles.FOLDER.resolve("batches.txt"));
  }

  @Test
  void makesOtherDataOfAnotherSeed() throws IOException {
    new Generator(7, 1).write(folder);

    var load = "raw/public/customers/LOAD00000001.parquet";
    assertThat(Files.readAllBytes(folder.resolve(load)))
        .isNotEqualTo(Files.readAllBytes(SampleFiles.FOLDER.resolve(load)));
  }

  @Test
  void growsTheRandomRowsWithTheScaleAndTheHandWrittenOnesNot() throws IOException {
    new Generator(7, 3).write(folder);

    var customers = SampleFiles.rows(folder.resolve("raw/public/customers/LOAD00000001.parquet"));
    assertThat(customers)
        .filteredOn(row -> Long.parseLong(row.get("customer_id")) >= Customers.FIRST_KEY)
        .hasSize(3 * 450);
    assertThat(customers)
        .filteredOn(row -> Long.parseLong(row.get("customer_id")) < Customers.FIRST_KEY)
        .hasSizeBetween(20, 60);
  }

  @Test
  void theCommittedSampleStaysSmall() throws IOException {
    var bytes =
        SampleFiles.in(SampleFiles.FOLDER.resolve("raw")).values().stream()
            .mapToLong(file -> file.length)
            .sum();
    assertThat(bytes).isLessThan(5L << 20);
  }
}
