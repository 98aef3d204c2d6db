package io.millrace.history.reference;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;

/** Everything that was accepted from some sources, in any order and with any redelivery. */
public record Accepted(List<Source> sources, List<Change> changes, List<Load> loads) {

  public Accepted {
    sources = List.copyOf(sources);
    changes = List.copyOf(changes);
    loads = List.copyOf(loads);
  }

  public static Accepted of(Source source, Change... changes) {
    return new Accepted(List.of(source), Arrays.asList(changes), List.of());
  }

  public static Accepted of(List<Source> sources, Change... changes) {
    return new Accepted(sources, Arrays.asList(changes), List.of());
  }

  public Accepted with(Load... more) {
    return new Accepted(sources, changes, Arrays.asList(more));
  }

  /** The same with every change as the function has it, say with the digest that the job gives. */
  public Accepted map(UnaryOperator<Change> change) {
    return new Accepted(sources, changes.stream().map(change).toList(), loads);
  }

  public Source source(String name) {
    return sources.stream()
        .filter(source -> source.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no source " + name));
  }

  public List<Change> changesOf(Source source) {
    return changes.stream().filter(change -> change.source().equals(source.name())).toList();
  }

  public List<Load> loadsOf(Source source) {
    return loads.stream().filter(load -> load.source().equals(source.name())).toList();
  }
}
