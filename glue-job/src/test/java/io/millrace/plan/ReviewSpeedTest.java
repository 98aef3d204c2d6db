package io.millrace.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.Configuration;
import io.millrace.quality.Dqdl;
import io.millrace.transform.SparkSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred tables with two hundred expressions are reviewed while one waits. */
class ReviewSpeedTest {

  private static final int TABLES = 100;

  @TempDir Path directory;

  @Test
  void aHundredTablesAreReviewedInASecond() throws IOException {
    write(
        "table-configs/pipeline.yml", "pipeline: big\nenvironments: {local: {raw: r, lake: l}}\n");
    for (int i = 0; i < TABLES; i++) {
      write("table-configs/staging/t" + i + ".yml", staging(i));
      write("rules/t" + i + ".yml", "checks:\n  - sql: \"amount + " + i + " > other * 2\"\n");
    }
    var began = System.nanoTime();
    var configuration = Configuration.read(directory, "local", Map.of(), name -> null);
    var read = System.nanoTime();
    var problems =
        Review.problems(
            configuration.pipeline().orElseThrow(),
            configuration.unread(),
            configuration.problems(),
            configuration.places(),
            new SparkSql(),
            new Dqdl());
    var reviewed = System.nanoTime();

    System.out.printf(
        "%d tables: read in %d ms, reviewed in %d ms%n",
        TABLES, (read - began) / 1_000_000, (reviewed - read) / 1_000_000);
    assertThat(configuration.problems()).isEmpty();
    assertThat(problems).hasSize(TABLES);
    // Wide enough for a busy machine; the bar itself is held where validate is measured.
    assertThat(Duration.ofNanos(reviewed - read)).isLessThan(Duration.ofSeconds(5));
  }

  private static String staging(int i) {
    return String.join(
        "\n",
        "staging: t" + i,
        "source: {path: public/t" + i + ", timestamp: dms_ts}",
        "key: [id]",
        "columns: {id: bigint, amount: int, name: string}",
        "rules: [t" + i + ".yml]",
        "transform:",
        "  - set: {name: \"coalesce(name, 'no " + i + "')\"}",
        "filter: \"id > " + i + "\"",
        "");
  }

  private void write(String file, String text) throws IOException {
    var path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
