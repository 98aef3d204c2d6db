package io.millrace.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipeline.Failure;
import org.junit.jupiter.api.Test;

class SignInTest {

  private static final String URL = "jdbc:redshift://localhost:1/dev";

  @Test
  void theConnectionIsEncryptedAndTheHostVerifiedUnlessTheUrlSaysOtherwise() {
    assertThat(SignIn.as("ann", "hush", URL).settings())
        .containsEntry("ssl", "true")
        .containsEntry("sslmode", "verify-full")
        .containsEntry("connecttimeout", "30")
        .containsEntry("sockettimeout", "3900");
    assertThat(SignIn.by(URL + "?sslmode=verify-ca").settings())
        .containsEntry("ssl", "true")
        .doesNotContainKey("sslmode");
    assertThat(SignIn.by(URL + "?ssl=false").settings()).doesNotContainKeys("ssl", "sslmode");
  }

  @Test
  void aRefusedConnectionIsTransientAndTellsNoPassword() {
    var session = new Session(SignIn.as("ann", "hush-hush", URL));

    assertThatThrownBy(() -> session.execute("SELECT 1"))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(Failure.Kind.TRANSIENT);
              assertThat(failure).hasMessageContaining("localhost:1").hasNoCause();
            })
        .message()
        .doesNotContain("hush-hush");
  }

  @Test
  void iamWithoutTheSdkSaysWhatToAdd() {
    var signIn = SignIn.by("jdbc:redshift:iam://cluster:eu-west-1/dev");

    assertThat(signIn.withoutSdk(new NoClassDefFoundError("software/amazon/awssdk/x")))
        .hasMessageContaining("software/amazon/awssdk/x is not there")
        .hasMessageContaining("--packages software.amazon.awssdk:redshift:")
        .extracting("kind")
        .isEqualTo(Failure.Kind.CONFIGURATION);
  }

  @Test
  void shownItTellsNothing() {
    var signIn = SignIn.as("ann", "hush-hush", URL);

    assertThat(signIn.toString()).isEqualTo("Redshift");
    assertThat(signIn.hushed("no hush-hush here")).isEqualTo("no … here");
  }
}
