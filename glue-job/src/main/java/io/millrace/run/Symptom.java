package io.millrace.run;

import io.millrace.pipeline.Failure;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an exception is known by, a word of its class or of what it says; what kind of failure that
 * makes it; and what helps.
 */
record Symptom(Failure.Kind kind, Pattern sign, String remedy) {

  private static final String AGAIN = "run it again: it goes on from what has landed";

  static final String DISK = "check that disk or file system; " + AGAIN;

  private static final String RESTORE =
      "restore it from a backup or an older version of the bucket's object; a dimension, fact or"
          + " mirror can be removed as a whole instead, and the next run computes it anew";

  /** The first that fits counts. */
  static final List<Symptom> ALL =
      List.of(
          symptom(
              Failure.Kind.DATA,
              "OutOfMemoryError|SparkOutOfMemoryException|Java heap space|GC overhead limit"
                  + "|INVALID_(DRIVER|EXECUTOR)_MEMORY",
              "give it more memory: MILLRACE_MEMORY=4g here, --driver-memory with spark-submit, a larger"
                  + " worker type on Glue; running it again with as little ends the same"),
          symptom(
              Failure.Kind.DATA,
              "No space left on device|Disk quota exceeded|not enough space|File too large",
              "make room on that disk (spark.local.dir says where Spark works), then run it again: it"
                  + " goes on from what has landed"),
          symptom(
              Failure.Kind.TRANSIENT,
              "SlowDown|reduce your request rate|RequestLimitExceeded|Throttling|TooManyRequests"
                  + "|ServiceUnavailable|Status Code: 50[0234]|RequestTimeout|InternalError \\(",
              AGAIN),
          symptom(
              Failure.Kind.CONFIGURATION,
              "UnsupportedFileSystemException|No FileSystem for scheme|S3AFileSystem not found",
              "add the connector of that file system, for S3 e.g. with spark-submit --packages"
                  + " org.apache.hadoop:hadoop-aws:3.3.4"),
          symptom(
              Failure.Kind.CONFIGURATION,
              "Failed to find the? ?data source|DATA_SOURCE_NOT_FOUND",
              "add the connector, e.g. with spark-submit --packages; Glue carries its own"),
          symptom(
              Failure.Kind.CONFIGURATION,
              "NoSuchBucket|bucket does not exist|UnknownStoreException",
              "check the bucket's name in pipeline.yml, and the account"),
          symptom(
              Failure.Kind.CONFIGURATION,
              "AccessDenied|AccessControlException|Permission denied|Forbidden|Status Code: 403"
                  + "|ExpiredToken|InvalidAccessKeyId|NoAuthWithAWSException|Operation not permitted"
                  + "|Read-only file system",
              "let the user or role that runs this read and write there"),
          symptom(
              Failure.Kind.CONFIGURATION,
              "InvalidProtocolVersionException|DELTA_INVALID_PROTOCOL_VERSION"
                  + "|DELTA_UNSUPPORTED_FEATURES|DeltaUnsupportedTableFeature"
                  + "|Mismatched min(Reader|Writer)Version",
              "a newer Delta has written that table: run with that one, or a later one"),
          symptom(
              Failure.Kind.DATA,
              "DELTA_STATE_RECOVER_ERROR|DELTA_TRUNCATED_TRANSACTION_LOG|DELTA_LOG_FILE_NOT_FOUND"
                  + "|DELTA_VERSIONS_NOT_CONTIGUOUS|DeltaVersionsNotContiguous|MISSING_PART_FILES"
                  + "|_delta_log.*(JsonParse|Malformed|corrupt|not a Parquet file)"
                  + "|(JsonParse|JsonEOF).*Exception",
              "the table's _delta_log is damaged: restore its files from a backup or older versions of"
                  + " the bucket's objects; a dimension, fact or mirror can be removed as a whole"
                  + " instead, and the next run computes it anew"),
          symptom(
              Failure.Kind.TRANSIENT,
              "Concurrent(Append|DeleteRead|DeleteDelete|Transaction|Write|Modification)Exception"
                  + "|MetadataChangedException|ProtocolChangedException"
                  + "|DELTA_CONCURRENT|FileAlreadyExistsException",
              "something else wrote that table meanwhile; " + AGAIN),
          symptom(
              Failure.Kind.DATA,
              "FileNotFoundException|SparkFileNotFoundException|NoSuchFileException"
                  + "|PATH_NOT_FOUND|FILE_NOT_EXIST|NoSuchKey",
              "something has removed a file that was to be read: " + RESTORE),
          symptom(
              Failure.Kind.DATA,
              "is not a Parquet file|[Cc]ould not read footer|CorruptedFile|ParquetDecodingException"
                  + "|BadConfigurationException",
              "that file is damaged: " + RESTORE),
          symptom(
              Failure.Kind.CONFIGURATION,
              "SSLHandshakeException|CertificateException|PKIX",
              "check whose certificate that host shows, and that this Java trusts it"),
          symptom(
              Failure.Kind.TRANSIENT,
              "UnknownHostException|ConnectException|NoRouteToHost|SocketTimeout|SocketException"
                  + "|Connection (reset|refused|closed)|ConnectTimeout|timed out"
                  + "|EOFException: End of|ReadTimeout|HttpHostConnect",
              "check that the host is up and reachable from here; " + AGAIN),
          symptom(
              Failure.Kind.TRANSIENT,
              "All masters are unresponsive|LiveListenerBus is stopped",
              "Spark's master (--master, MILLRACE_MASTER) does not answer, or has ended this"
                  + " application: check that it is up; "
                  + AGAIN),
          symptom(
              Failure.Kind.TRANSIENT,
              "SparkContext (was|has been) (shut down|stopped)|stopped SparkContext|ExecutorLost"
                  + "|InterruptedException|Job \\d+ cancelled|FetchFailed",
              "the work was ended from outside; " + AGAIN),
          symptom(
              Failure.Kind.TRANSIENT,
              "(^|[^A-Za-z])(FileSystemException|FSError|FSDataInputStream|Input/output error)",
              DISK));

  boolean isThatOf(Throwable cause) {
    return sign.matcher(cause.getClass().getName() + ": " + cause.getMessage()).find();
  }

  private static Symptom symptom(Failure.Kind kind, String sign, String remedy) {
    return new Symptom(kind, Pattern.compile(sign, Pattern.DOTALL), remedy);
  }
}
