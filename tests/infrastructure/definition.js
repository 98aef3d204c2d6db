import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

export const project = fileURLToPath(new URL("../..", import.meta.url));

/** A state machine's definition, its slots filled as Terraform's templatefile fills them. */
export function definition(path, slots) {
  const template = readFileSync(join(project, "terraform/modules", path), "utf8");
  const filled = template.replace(/\$\{(\w+)\}/g, (slot, name) => {
    if (!(name in slots)) throw new Error(`${path} has a slot ${slot} that nothing fills`);
    return slots[name];
  });
  for (const name of Object.keys(slots)) {
    if (!template.includes(`\${${name}}`)) throw new Error(`${path} has no slot \${${name}}`);
  }
  return JSON.parse(filled);
}

export const ALL_STAGES = '["staging,dimensions,facts,publish"]';
export const EACH_STAGE = '["staging","dimensions","facts","publish"]';

export const pipeline = (stageGroups = ALL_STAGES) =>
  definition("orchestration/state-machine.asl.json", {
    name: "millrace-test",
    job_name: "millrace-test",
    topic_arn: "arn:aws:sns:eu-west-1:123456789012:alerts",
    stage_groups: stageGroups,
    job_timeout_seconds: "3900",
    timeout_seconds: "21600",
  });

export const quiet = () =>
  definition("orchestration/quiet.asl.json", {
    queue_url: "https://sqs.eu-west-1.amazonaws.com/123456789012/files",
    state_machine_arn: "arn:aws:states:eu-west-1:123456789012:stateMachine:millrace-test",
  });

export const warehouseWatch = () =>
  definition("monitoring/warehouse-watch.asl.json", {
    target_parameter: "WorkgroupName",
    target: "millrace-test",
    database: "retail",
    secret_arn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:redshift-AbCdEf",
    slow_query_seconds: "60",
    namespace: "Millrace/millrace-test",
  });
