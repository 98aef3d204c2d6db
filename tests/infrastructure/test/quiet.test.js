import assert from "node:assert/strict";
import { test } from "node:test";
import { quiet } from "../definition.js";
import { execute } from "../execution.js";

async function look(waiting, delayed) {
  const called = [];
  const call = (name) => (input) => called.push([name, input]);
  const ended = await execute(
    quiet(),
    {
      CountFiles: () => ({
        Attributes: {
          ApproximateNumberOfMessages: String(waiting),
          ApproximateNumberOfMessagesDelayed: String(delayed),
        },
      }),
      ForgetFiles: call("purge"),
      StartRun: call("start"),
    },
    { name: "tick-7" },
  );
  assert.ok(ended.succeeded, ended.cause);
  return called;
}

test("no new file starts no run", async () => {
  assert.deepEqual(await look(0, 0), []);
});

test("files that still come are waited for", async () => {
  assert.deepEqual(await look(12, 3), []);
});

test("once it is quiet, one run starts, after the files were forgotten", async () => {
  const called = await look(12, 0);
  assert.deepEqual(called.map(([name]) => name), ["purge", "start"]);
  assert.equal(called[1][1].Name, "files-tick-7");
});
