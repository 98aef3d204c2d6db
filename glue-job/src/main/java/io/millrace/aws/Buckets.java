package io.millrace.aws;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Location;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Whose bucket a location lies in. */
public final class Buckets {

  private static final int REFUSED = 403;

  private Buckets() {}

  /** Fails unless a location's bucket belongs to this account; what is no S3 belongs to nobody. */
  public static void requireOwner(Location location, String account) {
    if (!S3Objects.isS3(location)) {
      return;
    }
    var bucket = S3Objects.bucket(location);
    try (var s3 = S3Objects.client()) {
      try {
        s3.headBucket(request -> request.bucket(bucket).expectedBucketOwner(account));
      } catch (S3Exception e) {
        if (e.statusCode() == REFUSED && isSeen(s3, bucket)) {
          throw new Failure(
              Failure.Kind.CONFIGURATION,
              "the bucket %s does not belong to the account %s, which `expected_bucket_owner` names%n    nothing was read: check the bucket's name, then the account"
                  .formatted(bucket, account),
              e);
        }
        throw e;
      }
    } catch (SdkException e) {
      throw AwsFailure.of("cannot ask who owns the bucket " + bucket, "s3:ListBucket", e);
    }
  }

  /** Whether it answers when its owner does not matter. */
  private static boolean isSeen(S3Client s3, String bucket) {
    try {
      s3.headBucket(request -> request.bucket(bucket));
      return true;
    } catch (S3Exception e) {
      return false;
    }
  }
}
