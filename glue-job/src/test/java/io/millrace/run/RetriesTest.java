package io.millrace.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Fence;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is tried again, how often, and who hears of it. */
class RetriesTest {

  private static final Retries QUICK =
      new Retries(4, Duration.ofMillis(2), Duration.ofMillis(3), Duration.ofSeconds(20));

  private final List<String> heard = new ArrayList<>();
  private int tries;

  @Test
  void whatIsTransientIsTriedAgainUntilItSucceeds() {
    var result =
        QUICK.of(
            () -> {
              if (++tries < 3) {
                throw new IllegalStateException(new ConnectException("Connection refused"));
              }
              return "done";
            },
            Fence.ALONE,
            this::hear);

    assertThat(result).isEqualTo("done");
    assertThat(heard).containsExactly("1 TRANSIENT", "2 TRANSIENT");
  }

  @Test
  void itIsGivenUpAfterSoManyTriesOrSoLong() {
    assertThatThrownBy(() -> QUICK.of(this::fail, Fence.ALONE, this::hear))
        .hasMessageContaining("Connection refused");
    assertThat(tries).isEqualTo(4);
    tries = 0;
    var impatient = new Retries(4, Duration.ofMillis(2), Duration.ofMillis(3), Duration.ZERO);
    assertThatThrownBy(() -> impatient.of(this::fail, Fence.ALONE, this::hear))
        .hasMessageContaining("Connection refused");
    assertThat(tries).isEqualTo(1);
  }

  @Test
  void whatTryingAgainDoesNotHealIsNotTriedAgain() {
    assertThatThrownBy(
            () ->
                QUICK.of(
                    () -> {
                      tries++;
                      throw new Failure(Failure.Kind.DATA, "a broken file");
                    },
                    Fence.ALONE,
                    this::hear))
        .hasMessage("a broken file");
    assertThat(tries).isEqualTo(1);
  }

  @Test
  void whoHasLostTheLakeDoesNotTryAgain() {
    Fence lost =
        () -> {
          throw new Failure(Failure.Kind.LOCKED, "lost");
        };
    assertThatThrownBy(() -> QUICK.of(this::fail, lost, this::hear)).hasMessage("lost");
    assertThat(tries).isEqualTo(1);
    assertThat(heard).isEmpty();
  }

  private Object fail() {
    tries++;
    throw new IllegalStateException(new ConnectException("Connection refused"));
  }

  private void hear(int number, Failure why, Duration pause) {
    assertThat(pause).isBetween(Duration.ZERO, Duration.ofMillis(3));
    heard.add(number + " " + why.kind());
  }
}
