package io.millrace.aws;

import io.millrace.pipeline.Failure;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What AWS or the way to it answered, as a failure that says what to do. */
final class AwsFailure {

  private static final Set<Integer> NOT_ALLOWED = Set.of(401, 403);
  private static final int NOT_THERE = 404;
  private static final int NO_MORE_NOW = 429;
  private static final int SERVER = 500;

  private AwsFailure() {}

  /**
   * @param doing what was tried, e.g. {@code cannot read the secret retail/salt}
   * @param action the permission that it takes, e.g. {@code secretsmanager:GetSecretValue}
   */
  static Failure of(String doing, String action, SdkException e) {
    if (e instanceof AwsServiceException answer) {
      return answered(doing, action, answer);
    }
    var said = String.valueOf(e.getMessage());
    if (said.startsWith("Unable to load region")) {
      return failure(
          Failure.Kind.CONFIGURATION,
          doing,
          "no AWS region is set",
          "set AWS_REGION, e.g. AWS_REGION=eu-west-1",
          e);
    }
    if (said.startsWith("Unable to load credentials")) {
      return failure(
          Failure.Kind.CONFIGURATION,
          doing,
          "no AWS credentials were found",
          "log in (`aws sts get-caller-identity` shows as whom), or run it under a role",
          e);
    }
    return failure(
        Failure.Kind.TRANSIENT,
        doing,
        rootOf(e),
        "check region, endpoint and the way to it (VPC, proxy), then run it again",
        e);
  }

  private static Failure answered(String doing, String action, AwsServiceException e) {
    var details = e.awsErrorDetails();
    var code = details == null ? null : details.errorCode();
    var message = details == null ? null : details.errorMessage();
    var said =
        "AWS answered "
            + e.statusCode()
            + (code == null ? "" : " " + code)
            + (message == null ? "" : ": " + message);
    if (e.isThrottlingException() || e.statusCode() == NO_MORE_NOW || e.statusCode() >= SERVER) {
      return failure(Failure.Kind.TRANSIENT, doing, said, "run it again", e);
    }
    if (NOT_ALLOWED.contains(e.statusCode()) || "AccessDeniedException".equals(code)) {
      return failure(Failure.Kind.CONFIGURATION, doing, said, "allow the job's role " + action, e);
    }
    if (e.statusCode() == NOT_THERE || "ResourceNotFoundException".equals(code)) {
      return failure(
          Failure.Kind.CONFIGURATION,
          doing,
          said,
          "check its name, its region and the account; or create it",
          e);
    }
    return failure(Failure.Kind.CONFIGURATION, doing, said, "check what is asked for", e);
  }

  private static Failure failure(
      Failure.Kind kind, String doing, String why, String remedy, SdkException e) {
    return new Failure(kind, doing + ": " + why + "\n    " + remedy, e);
  }

  private static String rootOf(Throwable e) {
    var root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }
}
