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
            "run", "--config", "s3://artifacts/config", "--env", "prod", "--set", "a=1,b=2")
        .startsWith("run");
  }

  @Test
  void aRunStartedByHandBearsGluesOwnRunId() {
    assertThat(GlueArguments.run("--JOB_RUN_ID", "jr_1"))
        .containsExactly("run", "--run-id", "jr_1");
    assertThat(GlueArguments.run("--JOB_RUN_ID", "jr_1", "--run-id", "morning"))
        .containsExactly("run", "--run-id", "morning");
  }

  @Test
  void anArgumentWithoutAValueHidesNoneAfterIt() {
    assertThat(GlueArguments.run("--enable-metrics", "--env", "prod"))
        .containsExactly("run", "--env", "prod");
  }
}
