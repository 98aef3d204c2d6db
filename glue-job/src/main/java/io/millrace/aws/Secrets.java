package io.millrace.aws;

import io.millrace.pipeline.Failure;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;

/** Reads AWS Secrets Manager. */
public final class Secrets {

  private Secrets() {}

  /** The present version of a secret, by name or ARN. */
  public static Secret read(String name) {
    return read(name, GetSecretValueRequest.builder().secretId(name).build());
  }

  /** One version of a secret, whatever came after it. */
  public static Secret read(String name, String version) {
    return read(name, GetSecretValueRequest.builder().secretId(name).versionId(version).build());
  }

  private static Secret read(String name, GetSecretValueRequest request) {
    try (var client =
        SecretsManagerClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
      var answer = client.getSecretValue(request);
      if (answer.secretString() == null) {
        throw new Failure(
            Failure.Kind.CONFIGURATION,
            "the secret " + name + " is binary\n    store it as text or JSON");
      }
      return new Secret(name, answer.versionId(), answer.secretString());
    } catch (SdkException e) {
      throw AwsFailure.of(
          "cannot read the secret " + name + " of AWS Secrets Manager",
          "secretsmanager:GetSecretValue",
          e);
    }
  }
}
