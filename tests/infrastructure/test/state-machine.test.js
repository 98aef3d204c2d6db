import assert from "node:assert/strict";
import { test } from "node:test";
import { EACH_STAGE, pipeline } from "../definition.js";
import { execute, failure, jobRun } from "../execution.js";

/** Task handlers: job runs that end so, one after the other, and a record of everything called. */
function glue(...runs) {
  const started = [];
  const told = [];
  return {
    started,
    told,
    handlers: {
      RunJob: (input) => {
        started.push(input);
        return (runs[started.length - 1] ?? runs.at(-1))();
      },
      Tell: (input) => told.push(input),
      TellOfFilesSetAside: (input) => told.push(input),
    },
  };
}

const succeeded = () => jobRun("SUCCEEDED");
const failed = (message) => () => jobRun("FAILED", message);

test("a run that succeeds is one job run under the execution's name, and tells nobody", async () => {
  const aws = glue(succeeded);
  const ended = await execute(pipeline(), aws.handlers, { name: "morning" });
  assert.ok(ended.succeeded);
  assert.deepEqual(aws.started, [
    {
      JobName: "millrace-test",
      Arguments: { "--run-id": "morning", "--stages": "staging,dimensions,facts,publish" },
    },
  ]);
  assert.deepEqual(aws.told, []);
});

test("split by stage, each stage is a job run of the same run, in their order", async () => {
  const aws = glue(succeeded);
  const ended = await execute(pipeline(EACH_STAGE), aws.handlers);
  assert.ok(ended.succeeded);
  assert.deepEqual(
    aws.started.map((run) => run.Arguments["--stages"]),
    ["staging", "dimensions", "facts", "publish"],
  );
  assert.deepEqual(new Set(aws.started.map((run) => run.Arguments["--run-id"])), new Set(["run-1"]));
});

test("a stage that fails keeps the later ones from running", async () => {
  const aws = glue(succeeded, failed("MILLRACE-FAILED: dim_customer"));
  const ended = await execute(pipeline(EACH_STAGE), aws.handlers);
  assert.ok(!ended.succeeded);
  assert.equal(aws.started.length, 2);
});

test("an execution may name the stages it wants", async () => {
  const aws = glue(succeeded);
  await execute(pipeline(), aws.handlers, { input: { groups: ["publish"] } });
  assert.deepEqual(aws.started.map((run) => run.Arguments["--stages"]), ["publish"]);
});

test("a transient failure is run again, as the same run, and its success is a success", async () => {
  const aws = glue(failed("MILLRACE-TRANSIENT: S3 asks to slow down"), succeeded);
  const ended = await execute(pipeline(), aws.handlers);
  assert.ok(ended.succeeded);
  assert.equal(aws.started.length, 2);
  assert.deepEqual(aws.started[0], aws.started[1]);
  assert.deepEqual(aws.told, []);
});

test("a transient failure that stays is told after four more tries", async () => {
  const aws = glue(failed("MILLRACE-TRANSIENT: S3 asks to slow down"));
  const ended = await execute(pipeline(), aws.handlers);
  assert.ok(!ended.succeeded);
  assert.equal(aws.started.length, 5);
  assert.match(aws.told[0].Message, /S3 asks to slow down/);
});

test("a refusal is told in the job's own words, and not run again", async () => {
  const message =
    "MILLRACE-REFUSED: batch 1 of customers is refused by range: id (rules/customers.yml:3:5)";
  const aws = glue(failed(`Exception in User Class: java.lang.RuntimeException : ${message}`));
  const ended = await execute(pipeline(), aws.handlers);
  assert.ok(!ended.succeeded);
  assert.equal(aws.started.length, 1);
  assert.equal(aws.told.length, 1);
  assert.equal(aws.told[0].Subject, "millrace-test: Millrace.Refused");
  assert.ok(aws.told[0].Message.includes(message));
  assert.equal(aws.told[0].TopicArn, "arn:aws:sns:eu-west-1:123456789012:alerts");
});

test("a wrong configuration is told and not run again", async () => {
  const aws = glue(failed("MILLRACE-CONFIGURATION: table-configs/staging/customers.yml:6:1: …"));
  const ended = await execute(pipeline(), aws.handlers);
  assert.ok(!ended.succeeded);
  assert.equal(aws.started.length, 1);
  assert.equal(aws.told[0].Subject, "millrace-test: Millrace.Configuration");
});

test("files set aside are told, and the run is done: the stages after it run too", async () => {
  const aws = glue(failed("MILLRACE-SET-ASIDE: LOAD00000002.parquet is no Parquet"), succeeded);
  const ended = await execute(pipeline(EACH_STAGE), aws.handlers);
  assert.ok(ended.succeeded);
  assert.equal(aws.started.length, 4);
  assert.match(aws.told[0].Message, /LOAD00000002/);
});

test("a held lock is waited for, then left to its holder: neither failure nor notification", async () => {
  const aws = glue(failed("MILLRACE-LOCKED: run evening holds the lake"));
  const ended = await execute(pipeline(), aws.handlers);
  assert.ok(ended.succeeded);
  assert.ok(ended.passed.includes("AnotherRunIsAtWork"));
  assert.equal(aws.started.length, 4);
  assert.deepEqual(aws.told, []);
});

test("a lock that comes free in time lets the run go on", async () => {
  const aws = glue(failed("MILLRACE-LOCKED: run evening holds the lake"), succeeded);
  const ended = await execute(pipeline(), aws.handlers);
  assert.ok(ended.succeeded);
  assert.ok(ended.passed.includes("Done"));
});

test("a job that Glue will not start twice is a held lock as well", async () => {
  const aws = glue(() => {
    throw failure("Glue.ConcurrentRunsExceededException", "Concurrent runs exceeded");
  });
  const ended = await execute(pipeline(), aws.handlers);
  assert.ok(ended.succeeded);
  assert.deepEqual(aws.told, []);
});

for (const [how, run] of [
  ["Glue's timeout", () => jobRun("TIMEOUT")],
  ["the state machine's", () => { throw failure("States.Timeout", "…"); }],
]) {
  test(`a run that takes too long is told: ${how}`, async () => {
    const aws = glue(run);
    const ended = await execute(pipeline(), aws.handlers);
    assert.ok(!ended.succeeded);
    assert.equal(aws.started.length, 1);
    assert.equal(aws.told[0].Subject, "millrace-test: Millrace.TimedOut");
  });
}

test("a stopped run, which Glue gives back as a success, is no success", async () => {
  const aws = glue(() => jobRun("STOPPED"));
  const ended = await execute(pipeline(), aws.handlers);
  assert.ok(!ended.succeeded);
  assert.equal(aws.told[0].Subject, "millrace-test: Millrace.Stopped");
});

test("a job that cannot be started is told", async () => {
  const aws = glue(() => { throw failure("Glue.EntityNotFoundException", "no such job"); });
  const ended = await execute(pipeline(), aws.handlers);
  assert.ok(!ended.succeeded);
  assert.match(aws.told[0].Message, /no such job/);
});

test("throttling by Glue is waited out", async () => {
  const aws = glue(() => { throw failure("Glue.ThrottlingException", "slower"); }, succeeded);
  const ended = await execute(pipeline(), aws.handlers);
  assert.ok(ended.succeeded);
  assert.equal(aws.started.length, 2);
});

test("a job run without a word is told as what Glue says of it", async () => {
  const aws = glue(failed(undefined));
  const ended = await execute(pipeline(), aws.handlers);
  assert.ok(!ended.succeeded);
  assert.match(aws.told[0].Message, /jr_1/);
});

test("a failure stays one when nobody can be told", async () => {
  const aws = glue(failed("MILLRACE-FAILED: broken"));
  aws.handlers.Tell = () => { throw failure("SNS.AuthorizationErrorException", "no"); };
  const ended = await execute(pipeline(), aws.handlers);
  assert.ok(!ended.succeeded);
  assert.match(ended.cause, /broken/);
});
