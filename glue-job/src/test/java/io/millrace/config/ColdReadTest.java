package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColdReadTest {

  private static final Pattern OUTPUT = Pattern.compile("100 tables in (\\d+) ms\\R");

  /** Twice what an idle machine takes without an archive of classes: what is slow is noticed. */
  private static final int LIMIT = 2_500;

  @Test
  void aHundredTablesAreReadAtOnceByAJvmThatHasJustStarted(@TempDir Path directory)
      throws IOException, InterruptedException {
    HundredTables.write(directory);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HundredTables.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    var milliseconds = OUTPUT.matcher(output);
    assertThat(milliseconds.matches()).as(output).isTrue();
    assertThat(Integer.parseInt(milliseconds.group(1))).isLessThan(LIMIT);
  }
}
