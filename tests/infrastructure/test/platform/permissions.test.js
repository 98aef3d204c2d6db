import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { project } from "../../definition.js";
import { allowed, called, pairs } from "../../permissions.js";
import { plan } from "../../plan.js";

const declared = JSON.parse(readFileSync(new URL("../../actions.json", import.meta.url)));
const planned = plan();
const resources = planned.resource_changes.filter((change) => change.change.after !== null);
const policies = new Map();
for (const { change } of resources.filter(({ type }) => type === "aws_iam_role_policy")) {
  const { role, policy } = change.after;
  policies.set(role, [...(policies.get(role) ?? []), JSON.parse(policy)]);
}
const definitions = planned.output_changes.definitions.after;

/** A declared resource with its names filled in. */
function named(resource) {
  return resource.replace(/\{([\w-]+)\}/g, (slot, name) => {
    assert.ok(declared.names[name], `actions.json names ${slot}, which is not below "names"`);
    return declared.names[name];
  });
}

/** What a role needs: what its state machine calls, and what is declared with its reason. */
function needed(role) {
  const calls = definitions[role] ? called(JSON.parse(definitions[role])) : [];
  return [
    ...calls.map((call) => call.replace("the warehouse", declared.names.warehouse)),
    ...declared.roles[role].flatMap((need) => pairs(need.do, need.on.map(named))),
  ];
}

test("every role of the platform is declared, and no other", () => {
  assert.deepEqual([...policies.keys()].sort(), Object.keys(declared.roles).sort());
  assert.deepEqual(Object.keys(planned.output_changes.policies.after).sort(), [...policies.keys()].sort());
});

for (const role of Object.keys(declared.roles)) {
  test(`${role} may do what is used, where it is used, and nothing else`, () => {
    assert.deepEqual([...new Set(allowed(policies.get(role)))].sort(), [...new Set(needed(role))].sort());
  });
}

test("every action is named, and one without a resource has its reason", () => {
  for (const [role, of] of policies) {
    for (const pair of allowed(of)) {
      const [action, resource] = pair.split(" on ");
      assert.ok(!action.includes("*"), `${role}: ${pair}`);
      if (resource === "*") assert.ok(declared["without-resource"][action], `${role}: ${pair}: no reason is given`);
    }
  }
});

test("no role has a policy that is not here: managed ones are DMS's own two alone", () => {
  const attached = resources
    .filter(({ type }) => type === "aws_iam_role_policy_attachment")
    .map(({ change }) => change.after.policy_arn);
  assert.deepEqual(attached, [], "attached in this plan");
  assert.deepEqual(resources.filter(({ type }) => type === "aws_iam_policy"), []);
});

test("the job's role covers every AWS service that its code calls by SDK", () => {
  const sources = readdirSync(join(project, "glue-job/src/main/java"), { recursive: true, withFileTypes: true })
    .filter((file) => file.name.endsWith(".java"))
    .map((file) => readFileSync(join(file.parentPath ?? file.path, file.name), "utf8"));
  assert.ok(sources.length > 100, "the job's sources were found");
  const services = new Set(
    sources.flatMap((source) => [...source.matchAll(/\bsoftware\.amazon\.awssdk\.services\.(\w+)/g)].map((match) => match[1])),
  );
  const covered = new Set(allowed(policies.get("millrace-test-job")).map((pair) => pair.split(":")[0]));
  for (const service of services) {
    assert.ok(covered.has(declared.sdk[service]), `the job calls ${service}, and its role allows nothing of it`);
  }
});
