package io.millrace.acceptance;

import static io.millrace.acceptance.DmsFolder.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipeline.Failure;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Masks where nothing but a fixed salt is there to protect them. */
class SaltTest {

  @TempDir Path place;

  @Test
  void masksOutsideTheStandInAreNeverSaltedWithTheFixedText() {
    var trial = Trial.of(Path.of("src/test/resources/salted"), Map.of("place", place.toString()));
    new DmsFolder(Trial.spark(), place.resolve("raw/people"))
        .deliver("LOAD00000001", "dms_ts string, id int, email string", row("2026-01-05", 1, "a"));

    assertThatThrownBy(trial::run)
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION))
        .hasMessageContaining("Secrets Manager")
        .hasMessageContaining("people.email")
        .hasMessageContaining("pipeline.yml:3");
    assertThat(place.resolve("lake")).doesNotExist();
  }
}
