import assert from "node:assert/strict";
import { test } from "node:test";
import { warehouseWatch } from "../definition.js";
import { execute } from "../execution.js";

async function ask(...states) {
  const counted = [];
  const ended = await execute(warehouseWatch(), {
    Ask: (input) => {
      assert.equal(input.WorkgroupName, "millrace-test");
      return { Id: "statement-1" };
    },
    IsItAnswered: () => ({ Id: "statement-1", Status: states.length > 1 ? states.shift() : states[0] }),
    ReadAnswer: () => ({ Records: [[{ LongValue: 3 }, { LongValue: 7 }]] }),
    Count: (input) => counted.push(input),
  });
  return { ended, counted };
}

test("load errors and slow queries are counted once Redshift has answered", async () => {
  const { ended, counted } = await ask("SUBMITTED", "STARTED", "FINISHED");
  assert.ok(ended.succeeded, ended.cause);
  assert.deepEqual(counted, [
    {
      Namespace: "Millrace/millrace-test",
      MetricData: [
        { MetricName: "LoadErrors", Unit: "Count", Value: 3 },
        { MetricName: "SlowQueries", Unit: "Count", Value: 7 },
      ],
    },
  ]);
});

test("a Redshift that does not answer fails the look", async () => {
  const { ended, counted } = await ask("FAILED");
  assert.ok(!ended.succeeded);
  assert.deepEqual(counted, []);
});
