package io.millrace.run;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Place;
import io.millrace.pipeline.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a pipeline asks for and this version does not do yet: said at the start of every run, so
 * that nobody takes it for done. What would be unsafe to leave out is refused.
 */
public record NotYet(Place place, String what) {

  /** Everything that these stages of a pipeline leave out. */
  public static List<NotYet> of(Pipeline pipeline, Set<Stage> stages) {
    var left = new ArrayList<NotYet>();
    if (stages.contains(Stage.PUBLISH)) {
      pipeline.environment().warehouse().ifPresent(warehouse -> warehouse(warehouse, left));
    }
    return List.copyOf(left);
  }

  private static void warehouse(Warehouse warehouse, List<NotYet> left) {
    add(!warehouse.grants().select().isEmpty(), warehouse.place(), "grants", left);
    if (warehouse.kind() == Warehouse.Kind.REDSHIFT) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          warehouse.place()
              + ": this version publishes to the stand-in only: it reads no secret, and has not been"
              + " run on Redshift itself\n"
              + "    leave out the stage: --stages staging,dimensions,facts");
    }
  }

  private static void add(boolean asked, Place place, String what, List<NotYet> left) {
    if (asked) {
      left.add(new NotYet(place, what));
    }
  }
}
