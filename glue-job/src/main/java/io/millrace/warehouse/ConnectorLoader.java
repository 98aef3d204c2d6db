package io.millrace.warehouse;

import io.millrace.pipeline.Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Loads with the community's Spark connector, addressed by name since AWS Glue carries it. It sends
 * the preactions and COPY in one transaction, which the TRUNCATE among them ends.
 */
record ConnectorLoader(SignIn signIn, Session session, Optional<String> role) implements Loader {

  static final String FORMAT = "io.github.spark_redshift_community.spark.redshift";
  private static final String PACKAGE =
      "io.github.spark-redshift-community:spark-redshift_2.12:6.6.1-spark_3.5";

  /** The stand-in reads files as they are, whatever the role. */
  private static final String NO_ROLE = "arn:aws:iam::000000000000:role/none";

  @Override
  public void load(Rows rows) {
    requireConnector();
    try {
      rows.rows().write().format(FORMAT).options(options(rows)).mode("append").save();
    } catch (Failure e) {
      throw e;
    } catch (RuntimeException e) {
      throw refused(rows, e);
    } catch (Exception e) {
      // Scala throws SQLException without saying so.
      throw refused(rows, e);
    }
  }

  private Map<String, String> options(Rows rows) {
    var options = new LinkedHashMap<String, String>();
    options.put("url", signIn.url());
    signIn.user().ifPresent(user -> options.put("user", user));
    signIn.password().ifPresent(password -> options.put("password", password));
    signIn.settings().forEach((name, value) -> options.put("jdbc." + name, value));
    options.put("dbtable", rows.staging());
    options.put("preactions", Sql.of("truncate", Map.of("staging", rows.staging())));
    options.put("tempdir", rows.folder().text());
    options.put("tempformat", "CSV GZIP");
    options.put("csvnullstring", rows.nullWord());
    options.put("include_column_list", "true");
    options.put("extracopyoptions", "DATEFORMAT 'auto' TIMEFORMAT 'auto'");
    options.put("aws_iam_role", role.orElse(NO_ROLE));
    options.put("check_s3_bucket_usage", "false");
    // It would wait for 30 seconds and try without what Millrace checks in between.
    options.put("copyretrycount", "0");
    return options;
  }

  private static void requireConnector() {
    try {
      Class.forName(
          FORMAT + ".DefaultSource", false, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "loader: spark-redshift needs the connector, which AWS Glue carries and this Spark does"
              + " not\n    add it: spark-submit --packages "
              + PACKAGE
              + ", or write loader: copy",
          e);
    }
  }

  /** What the connector says of a failed COPY holds the row itself, so it is not passed on. */
  private Failure refused(Rows rows, Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof java.sql.SQLException sql) {
        return session.failed("the connector's load of " + rows.staging(), sql);
      }
    }
    return new Failure(
        Failure.Kind.DEFECT,
        "the connector did not load %s: %s".formatted(rows.staging(), e.getClass().getName()));
  }
}
