package io.millrace.redshiftlocal.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a client hears first: PostgreSQL's own words, with Redshift's version and abilities. */
final class Greeting {

  /** As every Redshift says of itself, whatever its release. */
  private static final String REDSHIFT_VERSION = "8.0.2";

  /** From this version on the driver asks SHOW TABLES and the like for its metadata. */
  private static final String SHOW_DISCOVERY = "4";

  private Greeting() {}

  static List<Frame> of(List<Frame> greeting, Map<String, String> parameters) {
    var redshiftDriver = parameters.containsKey("driver_version");
    var frames = new ArrayList<Frame>();
    for (var frame : greeting) {
      var isVersion =
          frame.type() == Frame.PARAMETER_STATUS && frame.textAt(0).equals("server_version");
      frames.add(
          // psql would ask an 8.0 for a catalogue that PostgreSQL no longer has.
          isVersion && redshiftDriver ? parameter("server_version", REDSHIFT_VERSION) : frame);
    }
    if (greeting.stream().noneMatch(frame -> frame.type() == Frame.ERROR)) {
      frames.add(parameter("show_discovery", SHOW_DISCOVERY));
      frames.add(Frame.readyForQuery(Backend.IDLE));
    }
    return frames;
  }

  private static Frame parameter(String name, String value) {
    return new FrameBody().text(name).text(value).frame(Frame.PARAMETER_STATUS);
  }
}
