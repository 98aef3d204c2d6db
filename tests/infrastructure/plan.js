import { readFileSync } from "node:fs";

/**
 * The platform as `terraform test -json -verbose` planned it in its first run. MILLRACE_PLAN names the
 * file; scripts/infra-test writes it.
 */
export function plan() {
  const path = process.env.MILLRACE_PLAN;
  if (!path) throw new Error("MILLRACE_PLAN is not set: run scripts/infra-test, which plans the platform first");
  for (const line of readFileSync(path, "utf8").split("\n")) {
    if (line.includes('"type":"test_plan"')) return JSON.parse(line).test_plan;
  }
  throw new Error(`${path} holds no plan: look there for what terraform said`);
}
