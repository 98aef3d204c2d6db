package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.aws.Buckets;
import io.millrace.aws.S3Objects;
import io.millrace.aws.Secrets;
import io.millrace.aws.Topic;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Location;
import java.io.IOException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the job asks of AWS, asked by the real SDK. */
class AwsTest {

  private static final Location OBJECT = new Location("s3a://lake/_millrace/lease.json");

  private LoopbackAws aws;

  @BeforeEach
  void start() throws IOException {
    aws = LoopbackAws.start();
    aws.s3().bucket("lake", "123456789012");
    aws.s3().bucket("closed", "");
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void anObjectIsCreatedOnceAndReplacedOnlyAsItWasRead() {
    try (var s3 = new S3Objects()) {
      assertThat(s3.read(OBJECT)).isEmpty();
      assertThat(s3.replace(OBJECT, "\"0\"", "nobody's")).isEmpty();

      var first = s3.create(OBJECT, "first").orElseThrow();

      assertThat(s3.create(OBJECT, "second")).isEmpty();
      assertThat(s3.read(OBJECT)).contains(new S3Objects.Stored("first", first));
      assertThat(s3.replace(OBJECT, "\"0\"", "second")).isEmpty();
      assertThat(s3.replace(OBJECT, first, "renewed")).isPresent();
      assertThat(s3.replace(OBJECT, first, "stale")).isEmpty();
      assertThat(aws.s3().object("lake/_millrace/lease.json")).isEqualTo("renewed");

      s3.delete(OBJECT);
      assertThat(s3.read(OBJECT)).isEmpty();
    }
  }

  @Test
  void whatIsWrongWithAnObjectIsSaidWithWhatToDo() {
    try (var s3 = new S3Objects()) {
      assertFails(
          Failure.Kind.CONFIGURATION,
          () -> s3.create(new Location("s3://nowhere/x"), ""),
          "cannot write s3://nowhere/x: AWS answered 404 NoSuchBucket: The specified bucket does"
              + " not exist\n    check its name, its region and the account; or create it");
      assertFails(
          Failure.Kind.CONFIGURATION,
          () -> s3.read(new Location("s3://closed/x")),
          "cannot read s3://closed/x: AWS answered 403 AccessDenied: Access Denied\n"
              + "    allow the job's role s3:GetObject and s3:ListBucket");
      aws.fail(1);
      assertThat(s3.create(OBJECT, "after another try")).isPresent();
      aws.fail(100);
      assertFails(
          Failure.Kind.TRANSIENT,
          () -> s3.read(OBJECT),
          "cannot read s3a://lake/_millrace/lease.json: AWS answered 503\n    run it again");
    }
    System.clearProperty("aws.region");
    assertFails(
        Failure.Kind.CONFIGURATION,
        S3Objects::new,
        "cannot reach S3: no AWS region is set\n    set AWS_REGION, e.g. AWS_REGION=eu-west-1");
  }

  @Test
  void aSecretIsReadByNameAndVersionAndNeverShown() {
    aws.secret("salt", "pepper");
    aws.secret("salt", "chili");
    aws.secret("redshift", "{\"username\": \"etl\", \"password\": \"s3cr3t\", \"port\": 5439}");

    var salt = Secrets.read("salt");

    assertThat(salt.text()).isEqualTo("chili");
    assertThat(salt.version()).isEqualTo("v2");
    assertThat(Secrets.read("salt", "v1").text()).isEqualTo("pepper");
    var redshift = Secrets.read("redshift");
    assertThat(redshift.field("password")).isEqualTo("s3cr3t");
    assertThat(redshift.field("port")).isEqualTo("5439");
    assertThat(redshift.has("dbname")).isFalse();
    assertThat(redshift).hasToString("the secret redshift");
    assertFails(
        Failure.Kind.CONFIGURATION,
        () -> redshift.field("host"),
        "the secret redshift has no field 'host': it has [username, password, port]\n"
            + "    store it as JSON, {\"host\": \"…\", …}");
    assertFails(
        Failure.Kind.CONFIGURATION,
        () -> Secrets.read("pepper"),
        "cannot read the secret pepper of AWS Secrets Manager: AWS answered 400"
            + " ResourceNotFoundException: Secrets Manager can't find the specified secret.\n"
            + "    check its name, its region and the account; or create it");
  }

  @Test
  void aBucketOfAnotherAccountIsRefused() {
    Buckets.requireOwner(new Location("s3://lake/raw"), "123456789012");
    Buckets.requireOwner(new Location("/tmp/raw"), "123456789012");
    assertFails(
        Failure.Kind.CONFIGURATION,
        () -> Buckets.requireOwner(new Location("s3://lake/raw"), "999999999999"),
        "the bucket lake does not belong to the account 999999999999, which"
            + " `expected_bucket_owner` names\n"
            + "    nothing was read: check the bucket's name, then the account");
    assertFails(
        Failure.Kind.CONFIGURATION,
        () -> Buckets.requireOwner(new Location("s3://closed/raw"), "123456789012"),
        "cannot ask who owns the bucket closed: AWS answered 403: Forbidden\n"
            + "    allow the job's role s3:ListBucket");
  }

  @Test
  void aMessageGoesToItsTopic() {
    new Topic("arn:aws:sns:eu-west-1:123456789012:alerts").publish("failed\nbadly ⚠", "all of it");

    assertThat(aws.messages())
        .singleElement()
        .satisfies(
            message ->
                assertThat(message)
                    .containsEntry("TopicArn", "arn:aws:sns:eu-west-1:123456789012:alerts")
                    .containsEntry("Subject", "failed badly")
                    .containsEntry("Message", "all of it"));
  }

  private static void assertFails(Failure.Kind kind, ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
        .hasMessage(message);
  }
}
