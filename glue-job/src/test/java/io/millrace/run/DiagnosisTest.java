package io.millrace.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.Failure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ConcurrentModificationException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What kind of trouble an exception means, however deep Spark has wrapped it. */
class DiagnosisTest {

  static Stream<Arguments> troubles() {
    return Stream.of(
        trouble(new OutOfMemoryError("Java heap space"), Failure.Kind.DATA, "memory"),
        trouble(
            new IllegalArgumentException("[INVALID_DRIVER_MEMORY] System memory 104857600"),
            Failure.Kind.DATA,
            "memory"),
        trouble(
            new IOException("write failed: No space left on device"),
            Failure.Kind.DATA,
            "make room"),
        trouble(
            new IOException("Please reduce your request rate. (Service: S3, Status Code: 503)"),
            Failure.Kind.TRANSIENT,
            "run it again"),
        trouble(
            new IOException("InternalError (Service: S3, Status Code: 500)"),
            Failure.Kind.TRANSIENT,
            "run it again"),
        trouble(
            new UnsupportedFileSystemException("No FileSystem for scheme \"s3\""),
            Failure.Kind.CONFIGURATION,
            "--packages"),
        trouble(
            new ClassNotFoundException("[DATA_SOURCE_NOT_FOUND] Failed to find the data source: x"),
            Failure.Kind.CONFIGURATION,
            "add the connector"),
        trouble(
            new AccessControlException("Permission denied: user=etl"),
            Failure.Kind.CONFIGURATION,
            "read and write there"),
        trouble(
            new FileNotFoundException("The specified bucket does not exist: NoSuchBucket"),
            Failure.Kind.CONFIGURATION,
            "bucket's name"),
        trouble(
            new FileNotFoundException("File file:/lake/part-0.parquet does not exist"),
            Failure.Kind.DATA,
            "restore it"),
        trouble(
            new IllegalStateException("[DELTA_STATE_RECOVER_ERROR] The protocol is missing"),
            Failure.Kind.DATA,
            "_delta_log is damaged"),
        trouble(
            new RuntimeException("file:/lake/part-0.parquet is not a Parquet file. Expected magic"),
            Failure.Kind.DATA,
            "that file is damaged"),
        trouble(
            new IllegalStateException("All masters are unresponsive! Giving up."),
            Failure.Kind.TRANSIENT,
            "--master"),
        trouble(
            new IllegalStateException("[DELTA_UNSUPPORTED_FEATURES_FOR_READ] needs a newer Delta"),
            Failure.Kind.CONFIGURATION,
            "newer Delta"),
        trouble(
            new ConcurrentModificationException("DELTA_CONCURRENT_APPEND"),
            Failure.Kind.TRANSIENT,
            "meanwhile"),
        trouble(new UnknownHostException("db.invalid"), Failure.Kind.TRANSIENT, "reachable"),
        trouble(new ConnectException("Connection refused"), Failure.Kind.TRANSIENT, "reachable"),
        trouble(new SocketTimeoutException("Read timed out"), Failure.Kind.TRANSIENT, "reachable"),
        trouble(
            new IllegalStateException("Cannot call methods on a stopped SparkContext."),
            Failure.Kind.TRANSIENT,
            "from outside"),
        trouble(new NullPointerException(), Failure.Kind.DEFECT, "report it"));
  }

  private static Arguments trouble(Throwable thrown, Failure.Kind kind, String remedy) {
    return Arguments.of(thrown, kind, remedy);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("troubles")
  void aTroubleIsToldByItsInnermostCause(Throwable thrown, Failure.Kind kind, String remedy) {
    var wrapped =
        new SparkException(
            "Job aborted due to stage failure:\nTask 0 in stage 3.0\n\tat org.apache.spark.Foo",
            new ExecutionException(thrown));
    for (var found : new Failure[] {Diagnosis.of(thrown), Diagnosis.of(wrapped)}) {
      assertThat(found.kind()).isEqualTo(kind);
      assertThat(found.getMessage()).contains(remedy).doesNotContain("\tat ");
      assertThat(found.getMessage().lines().count()).isLessThanOrEqualTo(10);
    }
  }

  @Test
  void ofAJobItTellsWhatTheTaskMetAndOfALogNotWhatStandsInIt() {
    var job =
        new SparkException(
            "Job aborted due to stage failure: Task 0 in stage 1.0 failed 1 times, most recent"
                + " failure: Lost task 0.0 in stage 1.0 (TID 7) (10.0.0.1 executor driver):"
                + " java.lang.RuntimeException: file:/lake/x is not a Parquet file. Expected\n\tat x",
            null);
    assertThat(Diagnosis.of(job).getMessage())
        .startsWith("SparkException: RuntimeException: file:/lake/x is not a Parquet file");

    var json =
        new IOException(
            "Unexpected end-of-input: expected close marker for Object (start marker at [Source:"
                + " (byte[])\"{\"add\":{\"stats\":\"ann@x.org\"; line: 1, column: 2])");
    var log = new IllegalStateException("DELTA_STATE_RECOVER_ERROR: JsonEOFException", json);
    assertThat(Diagnosis.of(log).getMessage()).doesNotContain("ann@x.org");
    assertThat(Diagnosis.of(json).getMessage()).doesNotContain("ann@x.org");
  }

  @Test
  void aFailureThatSaysWhatToDoStaysAsItIs() {
    var failure = new Failure(Failure.Kind.REFUSED, "the gate refused it");
    assertThat(Diagnosis.of(new RuntimeException("wrapped", failure))).isSameAs(failure);
  }
}
