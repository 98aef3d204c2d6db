package io.millrace.pipeline;

import java.time.Duration;
import java.util.Optional;

/** Where a pipeline reads and writes. */
@Means("Where a pipeline reads and writes.")
public record Environment(
    @Means(value = "the folder that DMS writes to", example = "s3://${var:raw_bucket}/dms")
        Location raw,
    @Means(
            value = "the AWS account that must own the buckets of raw and archive",
            example = "${var:account}")
        Optional<String> expectedBucketOwner,
    @Means(value = "the folder of the lake", example = "s3://${var:lake_bucket}/retail")
        Location lake,
    @Means(
            value =
                "where processed files go, as <schema>/<table>/year=/month=; without it they stay",
            example = "s3://${var:raw_bucket}/archive")
        Optional<Location> archive,
    @Means(
            value = "the name of the secret in AWS Secrets Manager that masks are salted with",
            example = "${var:salt_secret}")
        Optional<String> maskSalt,
    @Means(value = "where dimensions, facts and mirrors are published", example = "{kind: local}")
        Optional<Warehouse> warehouse,
    @Means(
            key = "notify",
            value = "who is told of a failure",
            example = "{sns: \"${var:alert_topic}\"}")
        Optional<Notify> alerts,
    @Means(
            value = "when files are compacted and old ones removed",
            byDefault = "{}",
            example = "{target_file: 128MB}")
        Maintain maintain,
    @Means(value = "where lineage events go", example = "{openlineage: \"${var:lineage_url}\"}")
        Optional<Lineage> lineage,
    @Means(
            value =
                "how long a run that fell silent keeps others out of the lake; one that is held up"
                    + " for longer writes nothing more",
            byDefault = "2m",
            example = "5m")
        LeaseLength lease,
    Place place) {

  /** Who is told of a failure. */
  @Means(called = "'notify'", value = "Who is told of a failure.")
  public record Notify(
      @Means(value = "an SNS topic", example = "arn:aws:sns:eu-west-1:123456789012:alerts")
          String sns) {}

  /** When files are compacted and old ones removed. */
  @Means(called = "'maintain'", value = "When files are compacted and old ones removed.")
  public record Maintain(
      @Means(value = "the size that files are compacted to", byDefault = "128MB", example = "64MB")
          DataSize targetFile,
      @Means(value = "how long replaced files are kept", byDefault = "7d", example = "14d")
          Duration vacuumAfter,
      @Means(
              value = "how long the journal tells of a run, and its report is kept",
              byDefault = "400d",
              example = "90d")
          Duration keepRuns,
      @Means(value = "how long one maintenance may take", byDefault = "10m", example = "1h")
          Duration within) {}

  /** Where lineage events go. */
  @Means(called = "'lineage'", value = "Where lineage events go.")
  public record Lineage(
      @Means(
              value = "the URL of an OpenLineage collector",
              example = "http://lineage.internal:5000")
          String openlineage) {}
}
