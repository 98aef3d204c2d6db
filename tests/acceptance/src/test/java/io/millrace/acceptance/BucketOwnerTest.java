package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipeline.Failure;
import io.millrace.run.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is read from a bucket that belongs to somebody else. */
class BucketOwnerTest {

  private static final String OURS = "123456789012";

  @TempDir Path place;

  @BeforeEach
  void aPipeline() throws IOException {
    Files.createDirectories(place.resolve("table-configs/staging"));
    Files.writeString(
        place.resolve("table-configs/pipeline.yml"),
        """
        pipeline: owned
        environments:
          local:
            raw: s3a://${var:raw}/dms
            archive: s3a://${var:archive}/archive
            expected_bucket_owner: "%s"
            lake: lake
        """
            .formatted(OURS));
    Files.writeString(
        place.resolve("table-configs/staging/t.yml"),
        "staging: t\nsource: {path: t}\nkey: [id]\ncolumns: {id: bigint}\n");
  }

  @Test
  void aBucketOfSomebodyElseFailsTheRunBeforeAnythingIsRead() throws IOException {
    try (var aws = LoopbackAws.start()) {
      aws.s3().bucket("ours", OURS);
      aws.s3().bucket("theirs", "999999999999");

      assertRefused("theirs", "ours", "the bucket theirs does not belong to the account " + OURS);
      assertRefused("ours", "theirs", "the bucket theirs does not belong to the account " + OURS);
      assertRefused("gone", "ours", "cannot ask who owns the bucket gone: AWS answered 404");
      assertThat(place.resolve("lake/staging")).doesNotExist();
      assertThat(place.resolve("lake/_millrace/batches")).doesNotExist();

      // Our own is read next; that the jar for it is not here is said of the source that needs it.
      assertThat(trial("ours", "ours").run(Stage.STAGING).failures())
          .singleElement()
          .satisfies(
              failure ->
                  assertThat(failure)
                      .hasMessage(
                          "table-configs/staging/t.yml:1:1: this Spark cannot read s3a://. Correct"
                              + " `raw`, or add the connector, for S3 e.g. with spark-submit"
                              + " --packages org.apache.hadoop:hadoop-aws:3.3.4"));
    }
  }

  private void assertRefused(String raw, String archive, String message) {
    assertThatThrownBy(() -> trial(raw, archive).run(Stage.STAGING))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION))
        .hasMessageStartingWith("table-configs/pipeline.yml:4:")
        .hasMessageContaining(message);
  }

  private Trial trial(String raw, String archive) {
    return Trial.of(place, Map.of("raw", raw, "archive", archive));
  }
}
