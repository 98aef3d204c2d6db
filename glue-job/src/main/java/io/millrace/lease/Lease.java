package io.millrace.lease;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Location;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The right to write a lake, held by one process at a time. Renewed in the background; once it has
 * run out or was taken over, it is lost for good, and every later commit is refused.
 */
public final class Lease implements Fence, AutoCloseable {

  /** A lease is renewed so often within its length, and no commit is begun in its last part. */
  private static final int PARTS = 6;

  private final LeaseStore store;
  private final Time time;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Duration part;
  private Holder holder;
  private String tag;
  private Instant renewedAt;
  private long renewedNanos;
  private Optional<Failure> lost = Optional.empty();

  private Lease(LeaseStore store, Time time, Takeover.Taken taken) {
    this.store = store;
    this.time = time;
    this.part = taken.holder().length().dividedBy(PARTS);
    renewed(taken.holder(), taken.tag(), taken.at(), taken.nanos());
  }

  /**
   * Takes a lake, or fails and names who holds it.
   *
   * @param length how long it keeps others out after it was renewed last
   * @param doing what it is taken for, e.g. {@code millrace run}
   */
  public static Lease take(Location lake, Duration length, String run, String doing) {
    var lease = take(LeaseStore.of(lake), length, run, doing, Time.MACHINE);
    var heart = new Thread(lease::beatUntilEnded, "millrace-lease");
    heart.setDaemon(true);
    heart.start();
    return lease;
  }

  /** The same without a heart: it is renewed when {@link #beat} is called. */
  static Lease take(LeaseStore store, Duration length, String run, String doing, Time time) {
    return new Lease(store, time, new Takeover(store, time, length).by(run, doing));
  }

  /** Grows with every holder of this lake. */
  public synchronized long token() {
    return holder.token();
  }

  /** Fails unless the lease is held, and will be for a while. */
  @Override
  public synchronized void check() {
    requireInTime();
    var there = store.read();
    if (there.isEmpty() || !Holder.parse(there.get().text(), store).isSameAs(holder)) {
      lose(takenOver(there));
    }
    // Reading may have taken long, too.
    requireInTime();
  }

  private void beatUntilEnded() {
    try {
      while (!ended.await(part.toMillis(), TimeUnit.MILLISECONDS)) {
        beat();
      }
    } catch (InterruptedException e) {
      // Then it runs out.
      Thread.currentThread().interrupt();
    }
  }

  /** Renews the lease; one that ran out stays so, even if nobody has taken it. */
  synchronized void beat() {
    if (lost.isPresent() || leftOf(holder.length()).isNegative()) {
      return;
    }
    var now = time.now();
    long nanos = time.nanos();
    var next = holder.renewed(now);
    try {
      store
          .replace(tag, next.json())
          .or(() -> writtenUnheard(next))
          .ifPresent(written -> renewed(next, written, now, nanos));
    } catch (Failure e) {
      // The next beat tries again; should none get through, the lease runs out.
      return;
    }
  }

  /** An answer can be lost, and what it answered to be done; then a second try finds it done. */
  private Optional<String> writtenUnheard(Holder next) {
    return store
        .read()
        .filter(there -> there.text().equals(next.json()))
        .map(LeaseStore.Written::tag);
  }

  private void renewed(Holder next, String written, Instant at, long nanos) {
    holder = next;
    tag = written;
    renewedAt = at;
    renewedNanos = nanos;
  }

  /** By both clocks: one may stand still while the machine does, the other may be set. */
  private Duration leftOf(Duration length) {
    var byClock = Duration.between(renewedAt, time.now());
    var goneBy = Duration.ofNanos(time.nanos() - renewedNanos);
    return length.minus(byClock.compareTo(goneBy) > 0 ? byClock : goneBy);
  }

  private void requireInTime() {
    if (lost.isEmpty() && leftOf(holder.length().minus(part)).isNegative()) {
      lose(
          new Failure(
              Failure.Kind.TRANSIENT,
              "this run was held up for longer than its lease of the lake (`lease: %d s`): it writes nothing more, since another may have taken over%n    run it again: it goes on from what has landed"
                  .formatted(holder.length().toSeconds())));
    }
    lost.ifPresent(
        failure -> {
          throw new Failure(failure.kind(), failure.getMessage());
        });
  }

  private void lose(Failure why) {
    lost = Optional.of(why);
  }

  private Failure takenOver(Optional<LeaseStore.Written> there) {
    var by =
        there
            .map(written -> Holder.parse(written.text(), store).toString())
            .orElse("nobody: the lease was removed");
    return new Failure(
        Failure.Kind.LOCKED,
        "this run has lost the lake, and writes nothing more. It is now held by %s%n    let that run end, then run again"
            .formatted(by));
  }

  /** Lets go. */
  @Override
  public void close() {
    ended.countDown();
    synchronized (this) {
      if (lost.isEmpty()) {
        lose(new Failure(Failure.Kind.DEFECT, "the lease was given back"));
        try {
          store.replace(tag, holder.ended().json());
        } catch (Failure e) {
          // What cannot be given back runs out.
          lost = Optional.of(e);
        }
      }
    }
    store.close();
  }
}
