package io.millrace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FileVersionTest {

  @Test
  void aFilesVersionIsTheNameThatGitGivesItsContent() {
    // printf 'hello\n' | git hash-object --stdin
    assertThat(FileVersion.of("hello\n".getBytes(StandardCharsets.UTF_8)))
        .hasToString("ce013625030b");
  }
}
