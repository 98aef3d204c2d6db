package io.millrace.acceptance;

import static io.millrace.acceptance.DmsFolder.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipeline.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the salt of masks comes from, and that it stays the same. */
class SaltTest {

  @TempDir Path place;

  @Test
  void masksOutsideTheStandInAreSaltedFromTheSecretThatTheLakeWasBegunWith() throws IOException {
    var people = new DmsFolder(Trial.spark(), place.resolve("raw/people"));
    var columns = "dms_ts string, id int, email string";
    try (var aws = LoopbackAws.start()) {
      aws.secret("retail/salt", "pepper-pepper-pepper");
      people.deliver("LOAD00000001", columns, row("2026-01-05", 1, "a@x.org"));
      trial().run();
      aws.secret("retail/salt", "another-another-another");
      people.deliver("LOAD00000002", columns, row("2026-01-06", 2, "a@x.org"));
      trial().run();

      assertThat(trial().lake("staging/people", "SELECT count(DISTINCT email), count(*) FROM t"))
          .as("the same address, masked the same before and after the secret was rotated")
          .containsExactly("1|2");
      assertThat(
              Everything.below(
                      place,
                      text -> List.of("a@x.org", "pepper").stream().filter(text::contains).toList())
                  .keySet())
          .allMatch(file -> file.startsWith(place.resolve("raw")));
    }
  }

  @Test
  void whatIsWrongWithTheSaltIsSaidBeforeAnythingIsRead() throws IOException {
    new DmsFolder(Trial.spark(), place.resolve("raw/people"))
        .deliver("LOAD00000001", "dms_ts string, id int, email string", row("2026-01-05", 1, "a"));
    try (var aws = LoopbackAws.start()) {
      assertRefused("cannot read the secret retail/salt");
      aws.secret("retail/salt", "pepper");
      assertRefused("the salt in the secret retail/salt has 6 characters");
      assertThat(place.resolve("lake/staging")).doesNotExist();
      aws.secret("retail/salt", "{\"salt\": \"pepper-pepper-pepper\"}");
      trial().run();
      Files.writeString(place.resolve("lake/_millrace/salt/version"), "retail/old\nv1\n");
      // As another machine would see it, which has not written the file.
      Files.deleteIfExists(place.resolve("lake/_millrace/salt/.version.crc"));
      assertRefused("was masked with the secret retail/old, and `mask_salt` now names retail/salt");
    }
  }

  private Trial trial() {
    return Trial.of(Path.of("src/test/resources/salted"), Map.of("place", place.toString()));
  }

  private void assertRefused(String why) {
    assertThatThrownBy(() -> trial().run())
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION))
        .hasMessageContaining(why);
  }
}
