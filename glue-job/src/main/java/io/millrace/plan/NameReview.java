package io.millrace.plan;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Place;
import java.util.Set;

/** Names that are somebody else's. */
final class NameReview {

  /** Columns that each table in Redshift has from the start; CREATE TABLE refuses them. */
  private static final Set<String> REDSHIFT =
      Set.of("oid", "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid", "deletexid", "insertxid");

  private NameReview() {}

  /** A name that the configuration gives a column. */
  static void given(Survey survey, Identifier name, Place place) {
    review(survey, name, place, "choose another name, e.g. " + bare(name));
  }

  /** The name of a column in the source; one that Redshift refuses may be renamed on the way. */
  static void read(Survey survey, Identifier name, Columns result, Place place) {
    if (name.isTechnical() || result.has(name)) {
      review(
          survey,
          name,
          place,
          name.isTechnical()
              ? "leave it out, or have DMS rename it: a transformation rule, rename-column"
              : "rename it: prepare: [{rename: {" + name + ": " + bare(name) + "}}]");
    }
  }

  private static void review(Survey survey, Identifier name, Place place, String remedy) {
    if (name.isTechnical()) {
      survey.problem(
          place, "'" + name + "' begins with _, which is kept for Millrace's own columns", remedy);
    } else if (REDSHIFT.contains(name.text())) {
      survey.problem(
          place,
          "Redshift refuses a column named '" + name + "': every table has one already",
          remedy);
    }
  }

  private static String bare(Identifier name) {
    return name.isTechnical() ? name.text().replaceFirst("^_+", "") : name + "_value";
  }
}
