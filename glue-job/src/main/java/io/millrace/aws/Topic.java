package io.millrace.aws;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/** An SNS topic, by its ARN. */
public record Topic(String arn) {

  /** The longest subject that SNS takes. */
  private static final int SUBJECT = 100;

  private static final int REGION_IN_ARN = 3;

  /** Tells everybody who has subscribed. */
  public void publish(String subject, String message) {
    var builder = SnsClient.builder().httpClient(UrlConnectionHttpClient.create());
    var parts = arn.split(":", -1);
    if (parts.length > REGION_IN_ARN && !parts[REGION_IN_ARN].isEmpty()) {
      // A topic is reached in its own region only.
      builder.region(Region.of(parts[REGION_IN_ARN]));
    }
    try (var client = builder.build()) {
      client.publish(request -> request.topicArn(arn).subject(oneLine(subject)).message(message));
    } catch (SdkException e) {
      throw AwsFailure.of("cannot send a message to " + arn, "sns:Publish", e);
    }
  }

  /** SNS takes a subject of one line of ASCII. */
  private static String oneLine(String subject) {
    var line = subject.replaceAll("[^\\x20-\\x7e]+", " ").strip();
    return line.length() <= SUBJECT ? line : line.substring(0, SUBJECT);
  }
}
