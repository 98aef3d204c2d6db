package io.millrace.aws;

import io.millrace.pipeline.Location;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Small objects in S3, written under the condition that nobody else was there before. */
public final class S3Objects implements AutoCloseable {

  private static final Set<String> SCHEMES = Set.of("s3", "s3a", "s3n");

  /** Somebody else was there before, or is just now. */
  private static final Set<Integer> CONDITION_FAILED = Set.of(409, 412);

  private final S3Client s3 = client();

  /** What an object holds, and the tag of that content. */
  public record Stored(String text, String tag) {}

  /** Whether a location is one of S3, whatever connector reads it. */
  public static boolean isS3(Location location) {
    var scheme = URI.create(location.text().replace(' ', '+')).getScheme();
    return scheme != null && SCHEMES.contains(scheme);
  }

  public Optional<Stored> read(Location object) {
    try {
      var answer = s3.getObjectAsBytes(request -> request.bucket(bucket(object)).key(key(object)));
      return Optional.of(new Stored(answer.asUtf8String(), answer.response().eTag()));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw AwsFailure.of("cannot read " + object, "s3:GetObject and s3:ListBucket", e);
    }
  }

  /** Creates an object; gives its tag, or nothing where there is one already. */
  public Optional<String> create(Location object, String text) {
    return put(object, text, request -> request.ifNoneMatch("*"));
  }

  /** Replaces an object that still has this tag; gives the new tag, or nothing where it has not. */
  public Optional<String> replace(Location object, String tag, String text) {
    return put(object, text, request -> request.ifMatch(tag));
  }

  private Optional<String> put(
      Location object, String text, Consumer<PutObjectRequest.Builder> condition) {
    var request = PutObjectRequest.builder().bucket(bucket(object)).key(key(object));
    condition.accept(request);
    try {
      var body = RequestBody.fromBytes(text.getBytes(StandardCharsets.UTF_8));
      return Optional.of(s3.putObject(request.build(), body).eTag());
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (S3Exception e) {
      if (CONDITION_FAILED.contains(e.statusCode())) {
        return Optional.empty();
      }
      throw failed(object, e);
    } catch (SdkException e) {
      throw failed(object, e);
    }
  }

  private static RuntimeException failed(Location object, SdkException e) {
    return AwsFailure.of("cannot write " + object, "s3:PutObject", e);
  }

  public void delete(Location object) {
    try {
      s3.deleteObject(request -> request.bucket(bucket(object)).key(key(object)));
    } catch (SdkException e) {
      throw AwsFailure.of("cannot delete " + object, "s3:DeleteObject", e);
    }
  }

  @Override
  public void close() {
    s3.close();
  }

  static S3Client client() {
    try {
      return S3Client.builder()
          .httpClient(UrlConnectionHttpClient.create())
          .crossRegionAccessEnabled(true)
          .build();
    } catch (SdkException e) {
      throw AwsFailure.of("cannot reach S3", "", e);
    }
  }

  static String bucket(Location object) {
    return place(object)[0];
  }

  private static String key(Location object) {
    return place(object)[1];
  }

  private static String[] place(Location object) {
    var place = object.text().substring(object.text().indexOf("://") + 3).split("/", 2);
    return place.length == 2 ? place : new String[] {place[0], ""};
  }
}
