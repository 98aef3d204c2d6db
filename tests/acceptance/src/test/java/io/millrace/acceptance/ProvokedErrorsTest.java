package io.millrace.acceptance;

import static io.millrace.acceptance.DmsFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.lease.Lease;
import io.millrace.pipeline.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of trouble that comes from outside: the right exit code, at most ten lines that name
 * the remedy, and no stack trace.
 */
class ProvokedErrorsTest {

  private static final Path CONFIG = Path.of("src/test/resources/provoked");
  private static final String BATCHES = "lake/_millrace/batches/";
  private static final String LOG = "lake/staging/people/_delta_log/";
  private static final String FIRST = "00000000000000000000.json";

  @TempDir static Path place;
  private static LoopbackAws aws;
  private static ClosedRedshift closed;
  private static int cases;

  /** What is broken, what is typed then, and what comes of it. */
  private record Trouble(
      String what,
      UnaryOperator<Provocation> broken,
      String line,
      int exitCode,
      List<String> said) {

    @Override
    public String toString() {
      return what;
    }
  }

  private static Trouble trouble(
      String what, UnaryOperator<Provocation> broken, String line, int exitCode, String... said) {
    return new Trouble(what, broken, line, exitCode, List.of(said));
  }

  private static Trouble trouble(String what, String line, int exitCode, String... said) {
    return trouble(what, as -> as, line, exitCode, said);
  }

  private static final String TWO_BILLION_LETTERS =
      """
      staging: people
      source: {path: people}
      key: [id]
      columns: {id: int, name: string}
      transform:
        - set: {name: "repeat(name, 2000000000)"}
      """;
  private static final String HERE = " --config {config} --set raw={raw},lake={lake}";
  private static final String SERVED =
      "query --env served" + HERE + ",secret=redshift,url=%s select";

  static List<Trouble> troubles() throws IOException {
    start();
    return List.of(
        // What was typed.
        trouble("no such command", "rnu", 2, "no command 'rnu'", "did you mean 'run'"),
        trouble("no such option", "run --tabels x", 2, "'--tabels'", "did you mean '--tables'"),
        trouble("one argument too many", "run now", 2, "'now' is one argument too many"),
        trouble("no value", "run --config", 2, "'--config' (DIR)", "millrace run --help"),
        trouble("no such stage", "run --stages fcts", 2, "STAGING, DIMENSIONS", "'fcts'"),
        trouble("no number", "quarantine --limit x", 2, "'x' is not an int"),
        trouble("nothing said", "", 2, "say what to do", "millrace --help"),
        trouble("no NAME=VALUE", "run --set raw", 2, "NAME=VALUE", "--set"),
        trouble("no such source", "run --tables poeple" + HERE, 2, "did you mean 'people'"),
        trouble("no such table", "replay --table x" + HERE, 2, "no staging table 'x'", "people"),
        trouble("no such dimension", "rebuild --table a;b" + HERE, 2, "'a;b'", "dim_person"),
        trouble("no such fact", "quarantine --table x" + HERE, 2, "staging table or fact 'x'"),
        trouble("no time", "reprocess --table people --since noon" + HERE, 2, "like 2026-01-31"),
        trouble("no such run", "show nosuch" + HERE, 2, "no run 'nosuch'", "millrace runs"),
        trouble("no such batch", "accept people/9" + HERE, 2, "no batch people/9"),
        trouble("no warehouse", "publish" + HERE, 2, "pipeline.yml:4:5", "`warehouse:`", "--env"),
        // Configuration that is not there or cannot be read.
        trouble("no configuration", "run --config /no/such", 2, "/no/such", "--config DIR"),
        trouble("no such environment", "run --env prd" + HERE, 2, "'prd'", "local, guarded"),
        trouble("no value for a variable", "run --config {config}", 2, "--set raw=VALUE"),
        trouble(
            "no YAML",
            as -> as.write("config/table-configs/staging/x.yml", "a: [\n"),
            "run" + HERE,
            2,
            "table-configs/staging/x.yml:"),
        trouble(
            "no UTF-8",
            as -> as.write("config/table-configs/staging/x.yml", "a: \u00ff"),
            "run" + HERE,
            2,
            "x.yml",
            "save it in UTF-8"),
        trouble("no connector", "run --config s3://b/release", 2, "--packages", "hadoop-aws"),
        // Paths and permissions.
        trouble(
            "no raw",
            "run --config {config} --set raw=/no/raw,lake={lake}",
            2,
            "pipeline.yml:4:5",
            "no folder /no/raw",
            "correct `raw`"),
        trouble(
            "raw is a file",
            "run --config {config} --set lake={lake},raw=/etc/hostname",
            2,
            "no folder /etc/hostname"),
        trouble(
            "the lake is a file",
            "run --config {config} --set raw={raw},lake=/etc/hostname",
            2,
            "pipeline.yml:4:5",
            "Not a directory"),
        trouble(
            "the lake to be read is a file",
            "runs --config {config} --set raw={raw},lake=/etc/hostname",
            2,
            "is a file",
            "`lake`"),
        trouble(
            "the lake cannot be made",
            "run --config {config} --set raw={raw},lake=/sys/lake",
            2,
            "pipeline.yml:4:5",
            "readable and writable"),
        trouble("a folder that cannot be written", "schema --out /sys/docs", 2, "--out /sys/docs"),
        // AWS and S3.
        trouble(
            "no connector for raw",
            "run --config {config} --set raw=s3a://b/dms,lake={lake}",
            2,
            "people.yml:1:1",
            "--packages org.apache.hadoop:hadoop-aws"),
        trouble(
            "no bucket",
            "run --env guarded --config {config} --set raw=s3a://gone/x,lake={lake}",
            2,
            "pipeline.yml:7:5",
            "404",
            "or create it"),
        trouble(
            "a bucket that is closed",
            "run --env guarded --config {config} --set raw=s3a://closed/x,lake={lake}",
            2,
            "pipeline.yml:7:5",
            "403",
            "allow the job's role s3:ListBucket"),
        trouble(
            "no bucket for the lake",
            "run --config {config} --set raw={raw},lake=s3a://gone/x",
            2,
            "pipeline.yml:4:5",
            "NoSuchBucket",
            "or create it"),
        trouble(
            "no such secret",
            "run --env salted" + HERE,
            2,
            "pipeline.yml:11:5",
            "`mask_salt`",
            "no/such/salt",
            "check its name"),
        trouble(
            "lineage and topic that do not answer",
            "run --env watched" + HERE,
            0,
            "pipeline.yml:15:5",
            "no lineage",
            "http://127.0.0.1:1"),
        // The warehouse.
        trouble(
            "a closed port",
            SERVED.formatted("jdbc:redshift://localhost:1/dev?ssl=false"),
            6,
            "cannot connect to localhost:1/dev",
            "Connection refused",
            "host and port of `url`"),
        trouble(
            "no such host",
            SERVED.formatted("jdbc:redshift://no.such.invalid:5439/dev"),
            6,
            "UnknownHostException: no.such.invalid",
            "host and port"),
        trouble("no TLS", SERVED.formatted(closed.url("")), 2, "SSL", "?ssl=false"),
        trouble(
            "a wrong password",
            SERVED.formatted(closed.url("?ssl=false")),
            2,
            "password authentication failed",
            "that `secret` names"),
        trouble(
            "no user in the environment",
            "query --env served"
                + HERE
                + ",url=jdbc:redshift://localhost:1/dev,secret=environment x",
            2,
            "pipeline.yml:23:7",
            "MILLRACE_REDSHIFT_USER",
            "export both"),
        // What lies in the lake.
        trouble(
            "a control table's log is cut off",
            as ->
                as.remove(BATCHES + "_delta_log/*.crc")
                    .truncate(BATCHES + "_delta_log/" + FIRST, 300),
            "run" + HERE,
            1,
            "Delta log of",
            "_millrace/batches",
            "from a backup"),
        trouble(
            "a control table's file is cut off",
            as -> as.truncate(BATCHES + "*.parquet", 200),
            "run" + HERE,
            1,
            "is not a Parquet file",
            "that file is damaged",
            "from a backup"),
        trouble(
            "the journal's log is cut off",
            as ->
                as.remove("lake/_millrace/journal/_delta_log/*.crc")
                    .truncate("lake/_millrace/journal/_delta_log/" + FIRST, 200),
            "runs" + HERE,
            1,
            "_millrace/journal",
            "from a backup"),
        trouble(
            "a later format",
            as -> as.write("lake/_millrace/format/format.json", "{\"format\": 99}"),
            "run" + HERE,
            2,
            "the lake has format 99",
            "run the release that wrote it"),
        trouble(
            "no format",
            as -> as.write("lake/_millrace/format/format.json", "{\"for"),
            "run" + HERE,
            1,
            "does not say which format",
            "write {\"format\": 1}"),
        trouble(
            "no lease",
            as -> as.write("lake/_millrace/lease.json", "{\"for"),
            "run" + HERE,
            1,
            "the lease of this lake cannot be read",
            "remove it"),
        trouble(
            "a log that is cut off",
            as -> as.remove(LOG + "*.crc").truncate(LOG + FIRST, 700),
            "run" + HERE,
            1,
            "Delta log of",
            "staging/people",
            "from a backup"),
        trouble(
            "a log of a later Delta",
            as ->
                as.remove(LOG + "*.crc")
                    .replace(
                        LOG + FIRST,
                        "\"minReaderVersion\":1,\"minWriterVersion\":2",
                        "\"minReaderVersion\":3,\"minWriterVersion\":7,\"readerFeatures\":[\"x\"],"
                            + "\"writerFeatures\":[\"x\"]"),
            "run" + HERE,
            2,
            "newer Delta"),
        trouble(
            "a file that is gone",
            as -> as.remove("lake/staging/people/*/*.parquet"),
            "rebuild" + HERE,
            1,
            "does not exist",
            "from a backup"),
        trouble(
            "a file that is cut off",
            as -> as.truncate("lake/dimensions/dim_person/*/*.parquet", 99),
            "verify" + HERE,
            1,
            "is not a Parquet file",
            "can be removed as a whole"),
        // What comes to an end.
        trouble(
            "a full disk",
            as -> as.fill("lake/_millrace/running/full.json"),
            "run --run-id full" + HERE,
            1,
            "No space left on device",
            "make room on that disk"),
        trouble(
            "no memory",
            as -> as.write("config/table-configs/staging/people.yml", TWO_BILLION_LETTERS),
            "reprocess --table people" + HERE,
            1,
            "OutOfMemoryError",
            "MILLRACE_MEMORY=4g"));
  }

  private static void start() throws IOException {
    if (aws == null) {
      aws = LoopbackAws.start();
      aws.s3().bucket("closed", "");
      aws.secret("redshift", "{\"username\": \"etl\", \"password\": \"s3cr3t\"}");
      closed = new ClosedRedshift();
    }
  }

  @BeforeAll
  static void aPipelineHasRun() throws IOException {
    start();
    new DmsFolder(Trial.spark(), place.resolve("raw/people"))
        .deliver("LOAD00000001", "id int, name string", row(1, "a"), row(2, "b"));
    Files.createDirectories(place.resolve("lake"));
    var whole =
        Provocation.in(place.resolve("first"), CONFIG, place.resolve("raw"), place.resolve("lake"));
    assertThat(whole.command(("run" + HERE).split(" ")).exitCode()).isZero();
  }

  @AfterAll
  static void stop() {
    aws.close();
    closed.close();
    aws = null;
  }

  private static Provocation provocation() {
    cases++;
    return Provocation.in(
        place.resolve("case-" + cases), CONFIG, place.resolve("raw"), place.resolve("first/lake"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("troubles")
  void theRemedyIsNamed(Trouble trouble) {
    var line = trouble.line.isEmpty() ? new String[0] : trouble.line.split(" ");
    var ended = trouble.broken.apply(provocation()).command(line);

    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(trouble.exitCode);
    assertThat(ended.err()).contains(trouble.said).doesNotContain("\tat ", "s3cr3t", "defect");
    assertThat(ended.err().lines().count()).as(ended.err()).isBetween(1L, 10L);
  }

  @Test
  void aTraceIsShownWhenItIsAskedFor() {
    var verbose = provocation().remove("lake/staging/people/*/*.parquet");
    var line = ("rebuild --verbose" + HERE).split(" ");
    assertThat(verbose.command(line).err()).contains("\tat io.millrace.");
  }

  @Test
  void filesThatAreNoneAreSetAsideByName() throws IOException {
    var raw = place.resolve("odd");
    Files.createDirectories(raw.resolve("people"));
    Files.createFile(raw.resolve("people/20260105-100000000.parquet"));
    var whole = Files.readAllBytes(place.resolve("raw/people/LOAD00000001.parquet"));
    Files.write(raw.resolve("people/20260105-110000000.parquet"), Arrays.copyOf(whole, 100));

    var ended =
        provocation().command("run", "--config", "{config}", "--set", "lake={lake},raw=" + raw);

    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(5);
    assertThat(ended.err())
        .contains("set aside: ", "20260105-100000000.parquet", "20260105-110000000.parquet");
  }

  @Test
  void aRunThatHoldsTheLakeIsNamed() {
    var held = provocation();
    var lake = new Location(held.lake().toString());
    try (var lease = Lease.take(lake, Duration.ofMinutes(2), "the-first", "millrace run")) {
      lease.check();
      var ended = held.command(("run" + HERE).split(" "));

      assertThat(ended.exitCode()).as(ended.err()).isEqualTo(4);
      assertThat(ended.err()).contains("the-first").doesNotContain("\tat ");
      assertThat(ended.err().lines().count()).isBetween(1L, 10L);
    }
  }

  /** What the launcher finds out before there is a Java that could say it. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("machines")
  void theLauncherSaysWhatIsMissing(Map<String, String> environment, String said)
      throws IOException, InterruptedException {
    var bin = Files.createDirectories(place.resolve("bin"));
    var java = bin.resolve("java");
    Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    var builder = new ProcessBuilder("bash", "../../scripts/millrace", "run");
    builder.environment().keySet().removeAll(List.of("SPARK_HOME", "MILLRACE_MASTER"));
    environment.forEach(
        (name, value) -> builder.environment().put(name, value.replace("{bin}", bin.toString())));
    var process = builder.redirectErrorStream(true).start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(text).isEqualTo(2);
    assertThat(text).contains(said);
    assertThat(text.lines()).hasSize(2);
  }

  static List<org.junit.jupiter.params.provider.Arguments> machines() {
    var java = System.getProperty("java.home");
    var all = new ArrayList<org.junit.jupiter.params.provider.Arguments>();
    Map.of(
            Map.of("JAVA_HOME", "/no/java"), "found none at JAVA_HOME=/no/java",
            Map.of("JAVA_HOME", "", "PATH", "{bin}:/usr/bin:/bin"), "found 11 on the PATH",
            Map.of("JAVA_HOME", java, "MILLRACE_MEMORY", "lots"), "MILLRACE_MEMORY=lots is no size",
            Map.of("JAVA_HOME", java, "MILLRACE_MEMORY", "100m"), "too little for Spark",
            Map.of("JAVA_HOME", java, "MILLRACE_MASTER", "lokal"), "names no Spark master",
            Map.of("JAVA_HOME", java, "SPARK_HOME", "/no/spark"), "has no bin/spark-submit")
        .forEach((on, said) -> all.add(org.junit.jupiter.params.provider.Arguments.of(on, said)));
    return all;
  }
}
