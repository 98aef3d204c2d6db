/**
 * AWS, as far as Spark does not reach it itself: secrets, who owns a bucket, single objects written
 * under a condition, notifications.
 *
 * <p>In: names and ARNs. Out: values, or a {@link io.millrace.pipeline.Failure} that says what to
 * do. The only package that imports the AWS SDK, which finds region, credentials and endpoints by
 * its own settings. May use: {@code pipeline}, Jackson.
 */
package io.millrace.aws;
