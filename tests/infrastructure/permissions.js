/** Every (action, resource) that a policy allows, as texts. */
export function allowed(policies) {
  return policies
    .flatMap((policy) => [policy.Statement].flat())
    .filter((statement) => statement.Effect === "Allow")
    .flatMap((statement) => pairs(statement.Action, statement.Resource));
}

export function pairs(actions, resources) {
  return [actions].flat().flatMap((action) => [resources].flat().map((resource) => `${action} on ${resource}`));
}

/** Every (action, resource) that a state machine calls. */
export function called(definition) {
  return tasks(definition).flatMap(({ Resource: call, Parameters: given }) => {
    switch (call) {
      case "arn:aws:states:::glue:startJobRun.sync":
        // Waiting polls, and stopping the execution stops the job run.
        return pairs(
          ["glue:StartJobRun", "glue:GetJobRun", "glue:GetJobRuns", "glue:BatchStopJobRun"],
          `arn:aws:glue:eu-west-1:123456789012:job/${given.JobName}`,
        );
      case "arn:aws:states:::sns:publish":
        return pairs("sns:Publish", given.TopicArn);
      case "arn:aws:states:::states:startExecution":
        return pairs("states:StartExecution", given.StateMachineArn);
      case "arn:aws:states:::aws-sdk:sqs:getQueueAttributes":
        return pairs("sqs:GetQueueAttributes", queue(given.QueueUrl));
      case "arn:aws:states:::aws-sdk:sqs:purgeQueue":
        return pairs("sqs:PurgeQueue", queue(given.QueueUrl));
      case "arn:aws:states:::aws-sdk:redshiftdata:executeStatement":
        return [
          ...pairs("redshift-data:ExecuteStatement", "the warehouse"),
          ...pairs("secretsmanager:GetSecretValue", given.SecretArn),
        ];
      case "arn:aws:states:::aws-sdk:redshiftdata:describeStatement":
        return pairs("redshift-data:DescribeStatement", "*");
      case "arn:aws:states:::aws-sdk:redshiftdata:getStatementResult":
        return pairs("redshift-data:GetStatementResult", "*");
      case "arn:aws:states:::aws-sdk:cloudwatch:putMetricData":
        return pairs("cloudwatch:PutMetricData", "*");
      default:
        throw new Error(`${call} is called, and this test does not know what it needs: add it here`);
    }
  });
}

function tasks(node) {
  if (node === null || typeof node !== "object") return [];
  const below = Object.values(node).flatMap(tasks);
  return node.Type === "Task" ? [node, ...below] : below;
}

// The mock answers one queue for all; the policy names it by the platform's name.
const queue = () => "arn:aws:sqs:eu-west-1:123456789012:millrace-test-files";
