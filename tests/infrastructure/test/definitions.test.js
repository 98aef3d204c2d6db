import assert from "node:assert/strict";
import { test } from "node:test";
import validate from "asl-validator";
import { EACH_STAGE, pipeline, quiet, warehouseWatch } from "../definition.js";

const definitions = {
  pipeline: pipeline(),
  "pipeline, split by stage": pipeline(EACH_STAGE),
  quiet: quiet(),
  "the look at the warehouse": warehouseWatch(),
};

for (const [name, definition] of Object.entries(definitions)) {
  test(`${name} is valid Amazon States Language`, () => {
    const { isValid, errors } = validate(definition);
    assert.ok(isValid, JSON.stringify(errors, null, 2));
  });
}

test("every retry waits longer each time or is bounded, with jitter where runs could meet", () => {
  const retries = [];
  JSON.stringify(pipeline(), (key, value) => {
    if (key === "Retry") retries.push(...value);
    return value;
  });
  assert.ok(retries.length >= 5);
  for (const retry of retries) {
    assert.equal(retry.JitterStrategy, "FULL", JSON.stringify(retry));
    assert.ok(retry.MaxAttempts >= 1 && retry.MaxAttempts <= 6, JSON.stringify(retry));
    assert.ok(retry.BackoffRate > 1, JSON.stringify(retry));
  }
});
