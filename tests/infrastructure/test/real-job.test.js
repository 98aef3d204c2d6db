// The state machine around the real job: scripts/millrace starts it with spark-submit.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pipeline, project } from "../definition.js";
import { execute, jobRun } from "../execution.js";

// How a run's exit code reads on Glue: GlueRun, by the names of ExitCode.
const KINDS = ["", "FAILED", "CONFIGURATION", "REFUSED", "LOCKED", "SET-ASIDE", "TRANSIENT"];

const places = [];
after(() => places.forEach((place) => rmSync(place, { recursive: true })));

function run(config, { Arguments: given }) {
  const lake = mkdtempSync(join(tmpdir(), "millrace-lake-"));
  places.push(lake);
  return new Promise((resolve, reject) => {
    execFile(
      join(project, "scripts/millrace"),
      [
        "run",
        ...["--config", join(project, "tests/infrastructure/pipelines", config)],
        ...["--set", `lake=${lake}`],
        ...Object.entries(given).flat(),
      ],
      { env: { ...process.env, MILLRACE_JAVA_OPTIONS: "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC" } },
      (error, out, said) => {
        const code = error === null ? 0 : error.code;
        try {
          const message = said.slice(said.indexOf("millrace: ")).replace("millrace: ", "").trim().replace(/\s*\n\s*/g, " ");
          const ended = code === 0 ? jobRun("SUCCEEDED") : jobRun("FAILED", `MILLRACE-${KINDS[code]}: ${message}`);
          resolve({ ...ended, lake });
        } catch (failure) {
          reject(failure);
        }
      },
    );
  });
}

function handlers(config) {
  const seen = { runs: [], told: [] };
  return {
    seen,
    RunJob: async (input) => {
      const ended = await run(config, input);
      seen.runs.push(ended);
      return ended;
    },
    Tell: (input) => seen.told.push(input),
  };
}

test("the real job runs well, and so does the execution", async () => {
  const { seen, ...tasks } = handlers("well");
  const ended = await execute(pipeline(), tasks);
  assert.ok(ended.succeeded, ended.cause);
  assert.deepEqual(seen.told, []);
  assert.ok(readdirSync(join(seen.runs[0].lake, "staging/countries")).includes("_delta_log"));
});

test("the real job refuses a batch, and its own words reach the topic", async () => {
  const { seen, ...tasks } = handlers("refused");
  const ended = await execute(pipeline(), tasks);
  assert.ok(!ended.succeeded);
  assert.equal(seen.told.length, 1);
  assert.equal(seen.told[0].Subject, "millrace-test: Millrace.Refused");
  assert.match(seen.told[0].Message, /MILLRACE-REFUSED: .*countries.*refused/s);
  assert.match(seen.told[0].Message, /rules\/countries\.yml:2:5/);
});
