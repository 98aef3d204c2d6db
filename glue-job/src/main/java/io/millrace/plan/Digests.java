package io.millrace.plan;

import io.millrace.pipeline.Mask;
import io.millrace.pipeline.Place;
import java.util.List;
import java.util.Locale;

/** Whether equal values of two columns are still equal once their masks are on. */
record Digests(Survey survey) {

  /** Says why rows of one could not be found by the other. */
  void compare(Attribute mine, Attribute theirs, Place place) {
    if (blurred(mine, place) || blurred(theirs, place)) {
      return;
    }
    if (mine.mask().isPresent() != theirs.mask().isPresent()) {
      var masked = mine.mask().isPresent() ? mine : theirs;
      var plain = mine.mask().isPresent() ? theirs : mine;
      survey.problem(
          place,
          name(masked) + " is masked by sha256, but " + name(plain) + " is not",
          "mask both by sha256, or neither");
      return;
    }
    if (mine.mask().isEmpty() || mine.origin().isEmpty() || theirs.origin().isEmpty()) {
      return;
    }
    var myType = survey.unmaskedType(mine);
    var theirType = survey.unmaskedType(theirs);
    if (!myType.equals(theirType)) {
      survey.problem(
          place,
          "both are masked by sha256, but "
              + name(mine)
              + " is "
              + myType.orElseThrow()
              + " and "
              + name(theirs)
              + " is "
              + theirType.orElseThrow()
              + ", so their digests differ",
          "declare both with one type");
    } else if (!treatment(mine).equals(treatment(theirs))) {
      survey.problem(
          place,
          "both are masked by sha256, but "
              + name(mine)
              + " has "
              + said(mine)
              + " and "
              + name(theirs)
              + " has "
              + said(theirs)
              + ", so their digests differ",
          "give both the same transforms");
    }
  }

  /** Whether a mask has made one value of many; says so. */
  boolean blurred(Attribute attribute, Place place) {
    var mask = attribute.mask().filter(found -> found != Mask.SHA256);
    // The mask of a key is reported where it stands.
    mask.filter(found -> !isKey(attribute))
        .ifPresent(
            found ->
                survey.problem(
                    place,
                    name(attribute)
                        + " is masked by "
                        + found.name().toLowerCase(Locale.ROOT)
                        + ", so its values cannot be told apart",
                    "use mask: sha256, or none"));
    return mask.isPresent();
  }

  private boolean isKey(Attribute attribute) {
    return attribute
        .origin()
        .flatMap(
            origin ->
                survey
                    .pipeline()
                    .staging(origin.table())
                    .filter(staging -> staging.key().contains(origin.column())))
        .isPresent();
  }

  private List<String> treatment(Attribute attribute) {
    var origin = attribute.origin().orElseThrow();
    return Treatment.of(
        survey.pipeline().staging(origin.table()).orElseThrow(), origin.column(), survey.sql());
  }

  private String said(Attribute attribute) {
    var treatment = treatment(attribute);
    return treatment.isEmpty() ? "no transforms" : String.join(", then ", treatment);
  }

  private static String name(Attribute attribute) {
    return "'"
        + attribute
            .origin()
            .map(origin -> origin.table() + "." + origin.column())
            .orElse(attribute.name().text())
        + "'";
  }
}
