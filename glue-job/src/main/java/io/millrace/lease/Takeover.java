package io.millrace.lease;

import io.millrace.pipeline.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a lease is taken: where there is none, where its holder has let go or is surely dead, or
 * where it ran out and its holder stays silent while it is watched. So no clock that is wrong, here
 * or there, takes a lease from somebody who lives.
 */
record Takeover(LeaseStore store, Time time, Duration length) {

  /** A silent holder is watched for this part of its lease, and would be heard of twice. */
  private static final int WATCHED = 3;

  private static final Duration LOOK = Duration.ofMillis(500);

  /** A lease as it was taken. */
  record Taken(Holder holder, String tag, Instant at, long nanos) {}

  Taken by(String run, String doing) {
    var process = HoldingProcess.current();
    while (true) {
      var there = store.read();
      var before = there.map(written -> Holder.parse(written.text(), store));
      if (before.filter(holder -> holder.process().equals(process)).isPresent()) {
        // A try whose answer was lost, though it was done.
        return new Taken(before.get(), there.get().tag(), time.now(), time.nanos());
      }
      before.ifPresent(holder -> requireFree(holder, there.get()));
      var now = time.now();
      long nanos = time.nanos();
      var next =
          new Holder(
              before.map(Holder::token).orElse(0L) + 1,
              run,
              doing,
              process,
              now,
              now.plus(length),
              length,
              false);
      var tag =
          there.isEmpty()
              ? store.create(next.json())
              : store.replace(there.get().tag(), next.json());
      if (tag.isPresent()) {
        return new Taken(next, tag.get(), now, nanos);
      }
    }
  }

  private void requireFree(Holder holder, LeaseStore.Written written) {
    if (holder.released() || holder.process().isOver()) {
      return;
    }
    var now = time.now();
    boolean isExpired = !now.isBefore(holder.until());
    boolean isDoubtful = holder.until().isAfter(now.plus(holder.length().multipliedBy(2)));
    if (!isExpired && !isDoubtful) {
      throw held(holder);
    }
    var silence = holder.length().dividedBy(WATCHED);
    if (!isSilent(written, isExpired ? silence : silence.plus(holder.length()))) {
      throw held(holder);
    }
  }

  private boolean isSilent(LeaseStore.Written written, Duration whileWatched) {
    long began = time.nanos();
    var look = LOOK.compareTo(whileWatched) < 0 ? LOOK : whileWatched;
    while (time.nanos() - began < whileWatched.toNanos()) {
      time.pause(look);
      if (!store.read().equals(Optional.of(written))) {
        return false;
      }
    }
    return true;
  }

  private static Failure held(Holder holder) {
    return new Failure(
        Failure.Kind.LOCKED,
        "another run holds the lake: %s%n    nothing was done: run again when it has ended; if it was killed, its lease runs out by itself"
            .formatted(holder));
  }
}
