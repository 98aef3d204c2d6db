package io.millrace.run;

import io.millrace.aws.Buckets;
import io.millrace.pipeline.Environment;
import io.millrace.pipeline.Failure;

/**
 * Whether the buckets of what is not masked yet belong to whom they should: a bucket's name, once
 * it is given up, is anybody's.
 */
final class BucketOwner {

  private BucketOwner() {}

  /** Fails, before anything is read, unless raw and archive lie in the account that is expected. */
  static void require(Environment environment) {
    environment.expectedBucketOwner().ifPresent(account -> require(environment, account));
  }

  private static void require(Environment environment, String account) {
    try {
      Buckets.requireOwner(environment.raw(), account);
      environment.archive().ifPresent(archive -> Buckets.requireOwner(archive, account));
    } catch (Failure e) {
      throw new Failure(e.kind(), environment.place() + ": " + e.getMessage(), e);
    }
  }
}
