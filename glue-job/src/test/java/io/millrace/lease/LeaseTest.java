package io.millrace.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may write a lake, by whatever clock. */
class LeaseTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir Path place;
  private final SetTime time = new SetTime();
  private LeaseStore store;

  @BeforeEach
  void store() {
    store = LeaseStore.of(new Location(place.toString()));
  }

  @Test
  void aSecondRunIsToldWhoHoldsTheLake() {
    try (var first = take("first")) {
      first.check();
      assertFails(
          Failure.Kind.LOCKED,
          () -> take("second"),
          "another run holds the lake: run first [(]millrace run[)] on .+, process %d since 2026-11-01T12:00:00Z, until 2026-11-01T12:01:00Z unless it goes on%n    nothing was done: run again when it has ended; if it was killed, its lease runs out by itself"
              .formatted(ProcessHandle.current().pid()));
      first.check();
    }
    try (var second = take("second")) {
      assertThat(second.token()).isEqualTo(2);
    }
  }

  @Test
  void aHolderThatFellSilentIsWatchedThenTakenOverAndWritesNothingMore() {
    var silent = take("silent");
    time.pass(MINUTE.plus(SECOND));
    var next = take("next");

    assertThat(next.token()).isEqualTo(2);
    next.check();
    assertFails(Failure.Kind.TRANSIENT, silent::check, "(?s)this run was held up for longer.*");
    silent.beat();
    silent.close();
    next.check();
    next.close();
  }

  @Test
  void aHolderThatWasHeldUpWritesNothingMoreEvenIfNobodyTookOver() {
    var held = take("held");
    time.pass(MINUTE.minusSeconds(20));
    held.check();
    time.pass(Duration.ofSeconds(11));
    assertFails(Failure.Kind.TRANSIENT, held::check, "(?s)this run was held up .*run it again.*");
    held.beat();
    assertFails(Failure.Kind.TRANSIENT, held::check, "(?s)this run was held up .*");
  }

  @Test
  void aHolderThatIsRenewedIsNotTakenOverThoughTheClocksDisagree() {
    var holder = take("holder");
    for (int i = 0; i < 20; i++) {
      time.pass(Duration.ofSeconds(10));
      holder.beat();
      holder.check();
    }
    // Here it is an hour later than there; the holder beats while it is watched.
    var ahead = new SetTime();
    ahead.jump(Duration.ofHours(1));
    ahead.whilePausing(
        () -> {
          time.pass(SECOND);
          holder.beat();
        });
    assertFails(
        Failure.Kind.LOCKED,
        () -> Lease.take(store, MINUTE, "ahead", "millrace run", ahead),
        "(?s)another run holds the lake: run holder.*");
    holder.check();
  }

  @Test
  void aClockThatWasFarAheadKeepsNobodyOutForGood() {
    time.jump(Duration.ofDays(365));
    take("from-the-future");
    var right = new SetTime();

    var next = Lease.take(store, MINUTE, "next", "millrace run", right);

    assertThat(next.token()).isEqualTo(2);
    assertThat(right.nanos()).isGreaterThan(MINUTE.toNanos());
  }

  @Test
  void aClockThatJumpsStopsOnlyWhoCannotBeSure() {
    var holder = take("holder");
    time.jump(Duration.ofMinutes(-30));
    holder.check();
    holder.beat();
    time.jump(Duration.ofMinutes(40));
    assertFails(Failure.Kind.TRANSIENT, holder::check, "(?s)this run was held up .*");
  }

  @Test
  void whoLostItIsToldToWhom() {
    var holder = take("holder");
    var there = store.read().orElseThrow();
    var other =
        there.text().replace("\"token\" : 1", "\"token\" : 2").replace("\"holder\"", "\"other\"");
    assertThat(store.replace(there.tag(), other)).isPresent();

    assertFails(
        Failure.Kind.LOCKED,
        holder::check,
        "(?s)this run has lost the lake, and writes nothing more. It is now held by run other .*");
    holder.close();
    assertThat(store.read().orElseThrow().text()).isEqualTo(other);
  }

  @Test
  void aHolderThatWasKilledHereIsTakenOverAtOnce() {
    take("killed");
    var there = store.read().orElseThrow();
    var started = HoldingProcess.current().started();
    var dead = there.text().replace(started, "1970-01-01T00:00:00Z");
    assertThat(store.replace(there.tag(), dead)).isPresent();

    assertThat(take("next").token()).isEqualTo(2);
    assertThat(time.nanos()).isZero();
  }

  @Test
  void ofManyAtOnceOneGetsIt() throws Exception {
    for (int round = 0; round < 10; round++) {
      var folder = new Location(place.resolve("round-" + round).toString());
      var together = new CyclicBarrier(4);
      var runs = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < 4; i++) {
        var name = "run-" + i;
        runs.add(
            () -> {
              together.await();
              try {
                Lease.take(LeaseStore.of(folder), MINUTE, name, "millrace run", time).check();
                return true;
              } catch (Failure e) {
                assertThat(e.kind()).isEqualTo(Failure.Kind.LOCKED);
                return false;
              }
            });
      }
      var threads = Executors.newFixedThreadPool(4);
      int got = 0;
      for (Future<Boolean> run : threads.invokeAll(runs)) {
        got += run.get() ? 1 : 0;
      }
      threads.shutdown();
      assertThat(got).as("round %d", round).isEqualTo(1);
    }
  }

  @Test
  void aLeaseThatCannotBeReadIsNotTakenForNone() throws IOException {
    Files.createDirectories(place.resolve("_millrace"));
    Files.writeString(place.resolve("_millrace/lease.json"), "{\"format\": 1, \"token\":");
    assertFails(
        Failure.Kind.DATA,
        () -> take("first"),
        "(?s)the lease of this lake cannot be read: .*lease.json.*remove it and run again");
    Files.writeString(place.resolve("_millrace/lease.json"), "{\"format\": 2}");
    assertFails(
        Failure.Kind.CONFIGURATION,
        () -> take("first"),
        "(?s)the lease of this lake was written by another version of Millrace.*");
  }

  private Lease take(String run) {
    return Lease.take(store, MINUTE, run, "millrace run", time);
  }

  private static void assertFails(Failure.Kind kind, ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
        .message()
        .matches(message);
  }
}
