package io.millrace.redshiftlocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.redshiftlocal.postgres.DataFolder;
import io.millrace.redshiftlocal.postgres.Mode;
import io.millrace.redshiftlocal.postgres.Servers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which PostgreSQL is chosen where no container can be had: its image is nowhere. */
@Timeout(300)
class ModeTest {

  private static final String IMAGE = "redshift.local.image";

  @TempDir private Path data;
  private String before;

  @BeforeEach
  void noImage() {
    before = System.getProperty(IMAGE);
    System.setProperty(IMAGE, "localhost:1/redshift-local/no-such-image:0");
  }

  @AfterEach
  void imageAsBefore() {
    if (before == null) {
      System.clearProperty(IMAGE);
    } else {
      System.setProperty(IMAGE, before);
    }
  }

  @Test
  void autoFallsBackToEmbeddedAndSaysWhy() throws IOException {
    var printed = new ArrayList<String>();
    try (var folder = DataFolder.take(data).orElseThrow();
        var server = Servers.start(Mode.AUTO, folder, printed::add)) {
      assertThat(server.kind()).isEqualTo("embedded");
    }
    assertThat(printed)
        .singleElement()
        .asString()
        .matches("redshift-local: embedded PostgreSQL, since there is no container: .+");
  }

  @Test
  void testcontainersFailsRatherThanFallBack() throws IOException {
    try (var folder = DataFolder.take(data).orElseThrow()) {
      var printed = new ArrayList<String>();
      assertThatThrownBy(() -> Servers.start(Mode.TESTCONTAINERS, folder, printed::add))
          .isInstanceOf(IOException.class);
      assertThat(printed).isEmpty();
    }
  }

  @Test
  void autoKeepsToTheServerThatMadeTheData() throws IOException {
    var printed = new ArrayList<String>();
    try (var folder = DataFolder.take(data).orElseThrow()) {
      try (var first = Servers.start(Mode.EMBEDDED, folder, printed::add)) {
        folder.setPrepared(first);
      }
      try (var second = Servers.start(Mode.AUTO, folder, printed::add)) {
        assertThat(second.kind()).isEqualTo("embedded");
      }
    }
    assertThat(printed)
        .containsExactly(
            "redshift-local: embedded PostgreSQL, as asked",
            "redshift-local: embedded PostgreSQL, which made the data in this folder");
  }

  @Test
  void anUnknownModeIsRefusedByName() {
    assertThat(Mode.parse(" Auto ")).isEqualTo(Mode.AUTO);
    assertThatThrownBy(() -> Mode.parse("docker"))
        .hasMessage("redshift.local must be embedded, testcontainers or auto, not 'docker'");
  }
}
