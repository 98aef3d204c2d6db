import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pipeline, project } from "../../definition.js";
import { plan } from "../../plan.js";

const headings = new Set(
  readFileSync(join(project, "docs/runbook.md"), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("#"))
    .map((line) => line.replace(/^#+ /, "").replaceAll("`", "")),
);

test("the runbook says what to do at every alarm", () => {
  for (const alarm of plan().output_changes.alarms.after) {
    assert.ok(headings.has(alarm), `docs/runbook.md has no heading ${alarm}`);
  }
});

test("the runbook says what to do at everything the state machine tells", () => {
  const told = [...JSON.stringify(pipeline()).matchAll(/"Error":"(Millrace\.\w+)"/g)].map((match) => match[1]);
  assert.ok(told.length >= 7);
  for (const error of new Set(told)) {
    assert.ok(headings.has(error), `docs/runbook.md has no heading ${error}`);
  }
  assert.ok(headings.has("Files set aside"));
});
