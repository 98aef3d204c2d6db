package io.millrace.cdc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Questions to a store that answers each slowly and many at once. */
public final class AtOnce {

  private static final int MOST = 32;

  private AtOnce() {}

  /** What came of each, in their order: the answer, or why there is none. */
  public record Answer<T, R>(T asked, R answer, Exception failure) {}

  public static <T, R> List<Answer<T, R>> ask(Collection<T> all, Function<T, R> question) {
    if (all.isEmpty()) {
      return List.of();
    }
    var threads = Executors.newFixedThreadPool(Math.min(MOST, all.size()));
    try {
      var running = new ArrayList<Future<R>>();
      all.forEach(one -> running.add(threads.submit(() -> question.apply(one))));
      var answers = new ArrayList<Answer<T, R>>();
      int i = 0;
      for (var one : all) {
        answers.add(answer(one, running.get(i++)));
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T, R> Answer<T, R> answer(T one, Future<R> running) {
    try {
      return new Answer<>(one, running.get(), null);
    } catch (ExecutionException e) {
      return new Answer<>(
          one, null, e.getCause() instanceof Exception why ? why : new IllegalStateException(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a store was asked", e);
    }
  }
}
