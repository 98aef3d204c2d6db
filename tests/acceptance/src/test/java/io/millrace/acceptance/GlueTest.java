package io.millrace.acceptance;

import static io.millrace.acceptance.DmsFolder.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.Arguments;
import io.millrace.GlueRun;
import io.millrace.Validation;
import io.millrace.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job as Glue runs it, with the arguments that Terraform gives it. */
class GlueTest {

  private static final Path PIPELINE = Path.of("src/test/resources/glue/pipeline");
  private static final String PEOPLE = "Op string, dms_ts string, id int, name string";

  /** What Terraform sets of pipeline.yml's variables, by the root module. */
  private static final List<String> VARIABLES =
      List.of(
          "account",
          "alert_topic",
          "lake_bucket",
          "lineage_url",
          "raw_bucket",
          "redshift_host",
          "redshift_role",
          "redshift_secret",
          "salt_secret",
          "temp_bucket");

  @TempDir Path place;

  @Test
  void theScriptRunsThePipelineWithTerraformsArgumentsOnBucketsThatAreFolders() throws IOException {
    var script = GlueScript.compiledInto(place);
    var arguments = GlueArgumentsFile.filledWith(slots("raw_bucket=raw-1,lake_bucket=lake-1"));
    copy(PIPELINE, bucket("artifacts-1").resolve("releases/1.0/config"));
    new DmsFolder(Trial.spark(), bucket("raw-1").resolve("dms/public/people"))
        .deliver(
            "LOAD00000001",
            PEOPLE,
            row("I", "2026-01-05 00:00:00.000000", 1, "Ann"),
            row("I", "2026-01-05 00:00:00.000000", 2, "Bob"));
    bucket("lake-1");

    var given = new ArrayList<>(List.of("--JOB_NAME", "millrace-test"));
    given.addAll(arguments.forTheScript());
    given.addAll(List.of("--JOB_RUN_ID", "jr_1"));
    given.addAll(List.of("--run-id", "run-1", "--stages", "staging,dimensions,facts,publish"));
    var settings = new ArrayList<>(arguments.sparkSettings());
    settings.addAll(s3AsFolders());
    try (var aws = LoopbackAws.start()) {
      aws.s3().bucket("lake-1", "123456789012");
      var ended =
          script.submit(settings, arguments.values().get("--class"), given, aws.environment());

      assertThat(ended.exitCode()).as(ended.said()).isZero();
      assertThat(aws.s3().object("lake-1/retail/_millrace/lease.json"))
          .contains("\"run\" : \"run-1\"", "\"released\" : true");
      assertThat(ended.said())
          .containsSubsequence("Job.init millrace-test", "Done in", "Job.commit");
      assertThat(ended.said())
          .contains(
              "Lake        s3://lake-1/retail",
              "\"Table\":\"people\"",
              "Report      s3://lake-1/retail");
    }
    assertThat(names("lake-1/retail/dimensions/dim_person")).contains("Ann", "Bob");
  }

  @Test
  void terraformSetsEveryVariableOfTheSampleAndNoOther() {
    var sample = Path.of("../..");
    assertThat(Validation.of(new Arguments(sample, "prod", variables())).problems()).isEmpty();
    for (var name : VARIABLES) {
      var without = variables();
      without.remove(name);
      assertThat(Validation.of(new Arguments(sample, "prod", without)).problems())
          .as("without %s", name)
          .isNotEmpty();
    }
  }

  @Test
  void whatGlueShowsOfARefusalBeginsWithItsKindAndSaysWhy() {
    var raw = place.resolve("raw-1");
    new DmsFolder(Trial.spark(), raw.resolve("dms/public/people"))
        .deliver("LOAD00000001", PEOPLE, row("I", "2026-01-05 00:00:00.000000", 1, null));
    assertThatThrownBy(() -> run(refusing()))
        .isInstanceOfSatisfying(
            GlueRun.Ended.class, ended -> assertThat(ended.exitCode()).isEqualTo(ExitCode.REFUSED))
        .hasMessageStartingWith("MILLRACE-REFUSED: ")
        .hasMessageContaining("1 of 1 rows would be quarantined")
        .hasMessageNotContaining("millrace: ");
  }

  @Test
  void aConfigurationThatIsNotThereIsSaidWithWhatToDo() {
    assertThatThrownBy(() -> run("--config", "file://" + place.resolve("nothing"), "--env", "prod"))
        .hasMessageStartingWith("MILLRACE-CONFIGURATION: --config file://")
        .hasMessageContaining("there is no table-configs/ in it")
        .hasMessageContaining("scripts/deploy");
  }

  private String[] refusing() {
    try {
      var pipeline = place.resolve("pipeline");
      copy(PIPELINE, pipeline);
      var file = pipeline.resolve("table-configs/pipeline.yml");
      Files.writeString(file, Files.readString(file).replace("s3://", place.toUri().getPath()));
      return new String[] {
        "--config",
        pipeline.toString(),
        "--env",
        "prod",
        "--set",
        "raw_bucket=raw-1,lake_bucket=lake-1"
      };
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void run(String... arguments) {
    GlueRun.run(arguments);
  }

  private static Map<String, String> slots(String variables) {
    return Map.of(
        "artifacts_bucket", "artifacts-1",
        "temp_bucket", "temp-1",
        "release", "1.0",
        "environment", "prod",
        "shuffle_partitions", "4",
        "log_group_prefix", "/aws-glue/jobs/test",
        "variables", variables);
  }

  private static Map<String, String> variables() {
    return VARIABLES.stream()
        .collect(Collectors.toMap(name -> name, name -> "some-" + name, (a, b) -> a, TreeMap::new));
  }

  private Path bucket(String name) throws IOException {
    return Files.createDirectories(place.resolve(name));
  }

  /** Hadoop's own way to have one file system answer for another. */
  private List<String> s3AsFolders() {
    var settings =
        new ArrayList<>(
            List.of(
                "spark.hadoop.fs.s3.impl=org.apache.hadoop.fs.viewfs.ViewFileSystemOverloadScheme",
                "spark.hadoop.fs.viewfs.overload.scheme.target.file.impl=org.apache.hadoop.fs.RawLocalFileSystem",
                "spark.hadoop.mapreduce.outputcommitter.factory.scheme.s3=org.apache.hadoop.mapreduce.lib.output.FileOutputCommitterFactory"));
    for (var bucket : List.of("artifacts-1", "raw-1", "lake-1", "temp-1")) {
      settings.add(
          "spark.hadoop.fs.viewfs.mounttable.%s.linkFallback=%s"
              .formatted(bucket, place.resolve(bucket).toUri()));
    }
    return settings;
  }

  private String names(String table) {
    var rows =
        Trial.spark().read().format("delta").load(place.resolve(table).toString()).select("name");
    return Arrays.toString((Object[]) rows.collect());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        var target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
