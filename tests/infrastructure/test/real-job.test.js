// The state machine around the real job: scripts/millrace starts it with spark-submit.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, watch } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pipeline, project } from "../definition.js";
import { execute, jobRun } from "../execution.js";

// How a run's exit code reads on Glue: GlueRun, by the names of ExitCode.
const KINDS = ["", "FAILED", "CONFIGURATION", "REFUSED", "LOCKED", "SET-ASIDE", "TRANSIENT"];

const places = [];
after(() => places.forEach((place) => rmSync(place, { recursive: true })));

function newLake() {
  const lake = mkdtempSync(join(tmpdir(), "millrace-lake-"));
  places.push(lake);
  return lake;
}

/** Starts the real job; `ended` gives its exit code and what it said of itself. */
function start(config, lake, given, env = {}) {
  const job = spawn(
    join(project, "scripts/millrace"),
    [
      "run",
      ...["--config", join(project, "tests/infrastructure/pipelines", config)],
      ...["--set", `lake=${lake}`],
      ...Object.entries(given).flat(),
    ],
    {
      env: { ...process.env, MILLRACE_JAVA_OPTIONS: "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC", ...env },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  let said = "";
  job.stderr.on("data", (text) => (said += text));
  const ended = new Promise((resolve, reject) => {
    job.on("error", reject);
    job.on("close", (code, signal) => resolve({ code, signal, said }));
  });
  return { job, ended };
}

/** The job run that Glue would tell of. */
function told({ code, said }) {
  const message = said.slice(said.indexOf("millrace: ")).replace("millrace: ", "").trim().replace(/\s*\n\s*/g, " ");
  return code === 0 ? jobRun("SUCCEEDED") : jobRun("FAILED", `MILLRACE-${KINDS[code]}: ${message}`);
}

/** Task handlers around the real job on one lake; `during` may interfere with a job at work. */
function handlers(config, { lake = newLake(), env, during = async (run) => told(await run.ended) } = {}) {
  const seen = { lake, codes: [], told: [] };
  return {
    seen,
    RunJob: async (input) => {
      const run = start(config, lake, input.Arguments, env);
      run.ended.then(({ code }) => seen.codes.push(code));
      return during(run, seen);
    },
    Tell: (input) => seen.told.push(input),
  };
}

/** Waits until a run has taken the lake's lease. */
async function isAtWork(lake) {
  const lease = join(lake, "_millrace/lease.json");
  const seen = watch(lake, { recursive: true });
  try {
    while (!existsSync(lease)) await new Promise((resolve) => seen.once("change", resolve));
  } finally {
    seen.close();
  }
}

test("the real job runs well, and so does the execution", async () => {
  const { seen, ...tasks } = handlers("well");
  const ended = await execute(pipeline(), tasks);
  assert.ok(ended.succeeded, ended.cause);
  assert.deepEqual(seen.told, []);
  assert.ok(readdirSync(join(seen.lake, "staging/countries")).includes("_delta_log"));
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

test("a service that is down fails the real job for now, and the next try of the same run succeeds", async () => {
  let isDown = true;
  const secrets = createServer((request, response) => {
    response.statusCode = isDown ? 503 : 200;
    response.setHeader("Content-Type", "application/x-amz-json-1.1");
    response.end(
      JSON.stringify(
        isDown
          ? { __type: "InternalServiceError", message: "down" }
          : { Name: "retail/salt", VersionId: "1", SecretString: "a salt of many characters" },
      ),
    );
  });
  await new Promise((resolve) => secrets.listen(0, "127.0.0.1", resolve));
  const { seen, ...tasks } = handlers("masked", {
    env: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${secrets.address().port}`,
      AWS_REGION: "eu-west-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    },
    during: async (run) => {
      const ended = await run.ended;
      isDown = false;
      return told(ended);
    },
  });
  const ended = await execute(pipeline(), tasks);
  secrets.close();
  assert.ok(ended.succeeded, ended.cause);
  assert.deepEqual(seen.codes, [6, 0]);
  assert.deepEqual(seen.told, []);
});

for (const [state, subject] of [["TIMEOUT", "TimedOut"], ["STOPPED", "Stopped"]]) {
  test(`a real job that Glue ends (${state}) is told, and leaves a lake that the next run goes on with`, async () => {
    const { seen, ...tasks } = handlers("well", {
      during: async (run, { lake }) => {
        await isAtWork(lake);
        run.job.kill("SIGTERM");
        const ended = await run.ended;
        assert.ok(ended.code === 6 || ended.signal !== null || ended.code === 143, ended.said);
        return jobRun(state);
      },
    });
    const ended = await execute(pipeline(), tasks);
    assert.ok(!ended.succeeded);
    assert.equal(seen.told[0].Subject, `millrace-test: Millrace.${subject}`);
    const { seen: again, ...next } = handlers("well", { lake: seen.lake });
    assert.ok((await execute(pipeline(), next, { name: "run-2" })).succeeded, again.codes);
  });
}

test("while another run holds the lake, the real job leaves the work to it", async () => {
  const lake = newLake();
  const holder = start("well", lake, { "--run-id": "evening" });
  await isAtWork(lake);
  holder.job.kill("SIGSTOP");
  const messages = [];
  const { seen, ...tasks } = handlers("well", {
    lake,
    during: async (run) => {
      const ended = await run.ended;
      messages.push(ended.said);
      return told(ended);
    },
  });
  const ended = await execute(pipeline(), tasks);
  holder.job.kill("SIGCONT");
  const held = await holder.ended;
  assert.ok(ended.succeeded, ended.cause);
  assert.ok(ended.passed.includes("AnotherRunIsAtWork"));
  assert.deepEqual(new Set(seen.codes), new Set([4]));
  assert.match(messages[0], /evening/);
  assert.deepEqual(seen.told, []);
  assert.equal(held.code, 0, held.said);
});
