package io.millrace.run;

import io.millrace.pipeline.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Spark, Delta, Hadoop, JDBC, AWS and the operating system throw, as a failure with a kind and
 * a remedy. What nobody foresaw is a defect.
 */
public final class Diagnosis {

  private static final int LONGEST = 400;
  private static final String AGAIN = "run it again: it goes on from what has landed";

  /** What an exception is known by: a word of its class, or of what it says. */
  private record Symptom(Failure.Kind kind, Pattern sign, String remedy) {}

  /** The first that fits counts. */
  private static final List<Symptom> SYMPTOMS =
      List.of(
          symptom(
              Failure.Kind.CONFIGURATION,
              "OutOfMemoryError|SparkOutOfMemoryException|Java heap space|GC overhead limit",
              "give it more memory: MILLRACE_MEMORY=4g here, a larger worker type on Glue; running it"
                  + " again with as little ends the same"),
          symptom(
              Failure.Kind.CONFIGURATION,
              "No space left on device|Disk quota exceeded|not enough space",
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
                  + "|ExpiredToken|InvalidAccessKeyId|NoAuthWithAWSException",
              "let the user or role that runs this read and write there"),
          symptom(
              Failure.Kind.CONFIGURATION,
              "InvalidProtocolVersionException|DELTA_INVALID_PROTOCOL_VERSION"
                  + "|DELTA_UNSUPPORTED_FEATURES|DeltaUnsupportedTableFeature",
              "a newer Delta has written that table: run with that one, or a later one"),
          symptom(
              Failure.Kind.DATA,
              "DELTA_STATE_RECOVER_ERROR|DELTA_TRUNCATED_TRANSACTION_LOG|DELTA_LOG_FILE_NOT_FOUND"
                  + "|DELTA_VERSIONS_NOT_CONTIGUOUS|DeltaVersionsNotContiguous|MISSING_PART_FILES"
                  + "|_delta_log.*(JsonParse|Malformed|corrupt)|(JsonParse|JsonEOF).*Exception",
              "the table's _delta_log is damaged: restore the files that it lacks, or remove the table"
                  + " of a dimension or fact and run again, which computes it anew"),
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
              "something removed a file that was to be read: restore it, then run again"),
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
              "SparkContext (was|has been) (shut down|stopped)|stopped SparkContext|ExecutorLost"
                  + "|InterruptedException|Job \\d+ cancelled|FetchFailed",
              "the work was ended from outside; " + AGAIN),
          symptom(
              Failure.Kind.TRANSIENT,
              "(^|[^A-Za-z])(FileSystemException|FSError|FSDataInputStream|Input/output error)",
              "check that disk or file system; " + AGAIN));

  private Diagnosis() {}

  /** An exception as a failure; one that says itself what to do stays as it is. */
  public static Failure of(Throwable thrown) {
    var chain = chain(thrown);
    // The outermost: who passes a failure on says more, e.g. where it was asked for.
    for (int i = chain.size() - 1; i >= 0; i--) {
      if (chain.get(i) instanceof Failure failure) {
        return failure;
      }
    }
    for (var symptom : SYMPTOMS) {
      for (var cause : chain) {
        if (symptom.sign().matcher(said(cause)).find()) {
          return new Failure(symptom.kind(), line(cause) + "\n    " + symptom.remedy(), thrown);
        }
      }
    }
    return new Failure(
        Failure.Kind.DEFECT,
        "this is a defect in Millrace, not in what you wrote: "
            + line(thrown)
            + "\n    please report it with the output of the same command and --verbose",
        thrown);
  }

  /** The innermost cause first: it says most. */
  private static List<Throwable> chain(Throwable thrown) {
    var chain = new ArrayList<Throwable>();
    var next = thrown;
    while (next != null && !chain.contains(next)) {
      chain.add(0, next);
      next = next.getCause();
    }
    return chain;
  }

  private static String said(Throwable cause) {
    return cause.getClass().getName() + ": " + cause.getMessage();
  }

  /** Its class and the first line of what it says, without what a log would add. */
  private static String line(Throwable cause) {
    var words =
        Stream.ofNullable(cause.getMessage())
            .flatMap(String::lines)
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .findFirst()
            .orElse("");
    var name = cause.getClass().getSimpleName();
    var line =
        words.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT)) || words.isEmpty()
            ? name + words.substring(Math.min(words.length(), name.length()))
            : name + ": " + words;
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " …";
  }

  private static Symptom symptom(Failure.Kind kind, String sign, String remedy) {
    return new Symptom(kind, Pattern.compile(sign, Pattern.DOTALL), remedy);
  }
}
