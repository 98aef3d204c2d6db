// scripts/deploy with an aws and a terraform that only write down what they are asked.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { project } from "../definition.js";

const place = mkdtempSync(join(tmpdir(), "millrace-deploy-"));
after(() => rmSync(place, { recursive: true }));

function command(name, script) {
  writeFileSync(join(place, name), `#!/usr/bin/env bash\n${script}\n`);
  chmodSync(join(place, name), 0o755);
}

/** Deploys this configuration; gives the exit code, what was printed, and what aws was asked. */
function deploy(config) {
  const asked = join(place, "asked");
  rmSync(asked, { force: true });
  command("aws", `echo "$@" >>${asked}`);
  command("terraform", 'case "${@: -1}" in artifacts_bucket) echo artifacts-1 ;; pipeline_environment) echo local ;; pipeline_variables) echo lake=s3://lake-1/retail ;; esac');
  const { status, stdout, stderr } = spawnSync(
    join(project, "scripts/deploy"),
    ["terraform/environments/prod", "--config", join(project, "tests/infrastructure/pipelines", config)],
    { env: { ...process.env, PATH: `${place}:${process.env.PATH}` }, encoding: "utf8" },
  );
  return { status, stdout, stderr, asked: existsSync(asked) ? readFileSync(asked, "utf8").trim().split("\n") : [] };
}

test("a release is jar, script and configuration under one name, which is printed", () => {
  const { status, stdout, stderr, asked } = deploy("well");
  assert.equal(status, 0, stderr);
  const release = stdout.trim();
  assert.match(release, /^[A-Za-z0-9._-]{1,100}$/);
  const targets = asked.map((call) => call.split(" ").find((word) => word.startsWith("s3://")));
  assert.deepEqual(targets, [
    `s3://artifacts-1/releases/${release}/millrace.jar`,
    `s3://artifacts-1/releases/${release}/config/table-configs`,
    `s3://artifacts-1/releases/${release}/config/rules`,
    `s3://artifacts-1/releases/${release}/MillraceGlue.scala`,
  ]);
});

test("nothing is uploaded of a configuration that does not validate", () => {
  const { status, stdout, stderr, asked } = deploy("wrong");
  assert.equal(status, 2);
  assert.equal(stdout, "");
  assert.deepEqual(asked, []);
  assert.match(stderr, /countries\.yml:\d+/);
  assert.match(stderr, /nothing was uploaded/);
});
