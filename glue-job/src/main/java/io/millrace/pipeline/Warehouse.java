package io.millrace.pipeline;

import java.util.List;
import java.util.Optional;

/** The Redshift that a pipeline publishes to, or the stand-in for it. */
@Means(
    called = "'warehouse'",
    value = "The Redshift that a pipeline publishes to, or the stand-in for it.")
public record Warehouse(
    @Means(value = "redshift, or local: the embedded stand-in", example = "local") Kind kind,
    @Means(
            value = "the JDBC URL: jdbc:redshift://… with `secret`, jdbc:redshift:iam://… without",
            example =
                "jdbc:redshift://wg.123456789012.eu-west-1.redshift-serverless.amazonaws.com:5439/dev")
        Optional<String> url,
    @Means(
            value =
                "the secret in AWS Secrets Manager that holds username and password; environment:"
                    + " MILLRACE_REDSHIFT_USER and MILLRACE_REDSHIFT_PASSWORD hold them",
            example = "${var:redshift_secret}")
        Optional<String> secret,
    @Means(value = "the role that COPY reads tempdir with", example = "${var:redshift_role}")
        Optional<String> iamRole,
    @Means(value = "where rows wait for COPY", example = "s3://${var:temp_bucket}/redshift")
        Optional<Location> tempdir,
    @Means(
            value = "the schemas of staging and published tables",
            byDefault = "{}",
            example = "{staging: staging, target: dw}")
        Schemas schemas,
    @Means(
            value = "what loads the staging tables: the Spark connector, or COPY over JDBC",
            byDefault = "copy",
            example = "spark-redshift")
        Loader loader,
    @Means(value = "who may read", byDefault = "{}", example = "{select: [analysts]}")
        Grants grants,
    Place place) {

  /** As a secret's name: user and password are in the process's environment. */
  public static final String ENVIRONMENT = "environment";

  /** What stands behind the warehouse. */
  public enum Kind {
    LOCAL,
    REDSHIFT
  }

  /** What loads the staging tables. */
  public enum Loader {
    SPARK_REDSHIFT,
    COPY
  }

  /** The schemas that Millrace writes to. */
  @Means(called = "'schemas'", value = "The schemas that Millrace writes to.")
  public record Schemas(
      @Means(value = "the schema of the staging tables", byDefault = "staging", example = "stage")
          Identifier staging,
      @Means(
              value = "the schema of dimensions, facts and mirrors",
              byDefault = "dw",
              example = "warehouse")
          Identifier target) {}

  /** Who may read. */
  @Means(called = "'grants'", value = "Who may read what is published.")
  public record Grants(
      @Means(value = "groups that may select from published tables", example = "[analysts]")
          List<Identifier> select) {}
}
