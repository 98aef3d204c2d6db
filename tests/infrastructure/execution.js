// The interpreter is written for Node 22; Node 20 lacks this one function.
Promise.withResolvers ??= () => {
  const parts = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
};
const { StateMachine } = await import("aws-local-stepfunctions");

/** An error as a task raises it: its name decides what the state machine does. */
export function failure(name, cause) {
  return Object.assign(new Error(cause), { name });
}

/**
 * What `glue:startJobRun.sync` gives for a job run that ended so: a result, or States.TaskFailed with
 * the job run as its cause.
 */
export function jobRun(state, message) {
  const run = { Id: "jr_1", JobName: "millrace-test", JobRunState: state, ErrorMessage: message };
  if (state === "FAILED" || state === "TIMEOUT") {
    throw failure("States.TaskFailed", JSON.stringify(run));
  }
  return run;
}

/** Runs a definition with these task handlers, without its waits, and says how it ended. */
export async function execute(definition, handlers, { input = {}, name = "run-1" } = {}) {
  // definitions.test.js validates each definition once; doing so for every execution is most of the time.
  const machine = new StateMachine(definition, { validationOptions: { noValidate: true } });
  const execution = machine.run(input, {
    overrides: {
      taskResourceLocalHandlers: handlers,
      waitTimeOverrides: { LetThePurgeEnd: 0, WaitForAnswer: 0 },
      retryIntervalOverrides: Object.fromEntries(
        ["RunStages", "RunJob", "Tell", "TellOfFilesSetAside"].map((state) => [state, 0]),
      ),
    },
    context: { Execution: { Id: `arn:execution:${name}`, Name: name, Input: input } },
  });
  const passed = [];
  const ended = execution.result.then(
    (output) => ({ succeeded: true, output }),
    (error) => ({ succeeded: false, error: error.name, cause: error.message }),
  );
  for await (const event of execution.eventLogs) {
    if (event.type.endsWith("StateEntered") || event.type === "StateEntered") passed.push(event.state?.name);
  }
  return { ...(await ended), passed };
}
