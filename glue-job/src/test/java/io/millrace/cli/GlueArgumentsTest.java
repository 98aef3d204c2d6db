package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GlueArgumentsTest {

  @Test
  void ofGluesArgumentsOnlyThoseOfTheRunArePassedOn() {
    assertThat(
            GlueArguments.run(
                "--JOB_NAME",
                "millrace",
                "--enable-metrics",
                "true",
                "--TempDir",
                "s3://temp/",
                "--config",
                "s3://artifacts/config",
                "--env",
                "prod",
                "--set",
                "a=1,b=2"))
        .containsExactlyInAnyOrder(
            "run",
            "--config",
            "s3://artifacts/config",
            "--env",
            "prod",
            "--set",
            "a=1,b=2",
            "--metrics",
            "emf")
        .startsWith("run");
  }

  @Test
  void aRunStartedByHandBearsGluesOwnRunId() {
    assertThat(GlueArguments.run("--JOB_RUN_ID", "jr_1"))
        .containsSubsequence("run", "--run-id", "jr_1");
    assertThat(GlueArguments.run("--JOB_RUN_ID", "jr_1", "--run-id", "morning"))
        .containsSubsequence("run", "--run-id", "morning")
        .doesNotContain("jr_1");
  }

  @Test
  void anArgumentWithoutAValueHidesNoneAfterIt() {
    assertThat(GlueArguments.run("--enable-metrics", "--env", "prod"))
        .containsExactly("run", "--env", "prod", "--metrics", "emf");
  }

  @Test
  void metricLinesArePrintedUnlessTheArgumentsSayOtherwise() {
    assertThat(GlueArguments.run("--metrics", "none")).containsExactly("run", "--metrics", "none");
  }

  @Test
  void allOfTheLogIsShownWhereThatIsAskedFor() {
    assertThat(GlueArguments.run("--verbose", "true")).contains("--verbose");
    assertThat(GlueArguments.run("--verbose", "false")).doesNotContain("--verbose");
  }
}
