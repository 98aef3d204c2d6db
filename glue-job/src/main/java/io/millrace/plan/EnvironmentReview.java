package io.millrace.plan;

import io.millrace.pipeline.Environment;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.Place;
import io.millrace.pipeline.Warehouse;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whether an environment's places fit together, and its warehouse has what it needs. */
record EnvironmentReview(Survey survey, Environment environment) {

  private static final Pattern USER_INFO = Pattern.compile("//[^/?]*@");
  private static final Pattern CREDENTIAL =
      Pattern.compile("[?&;](user|uid|username|password|pwd)=", Pattern.CASE_INSENSITIVE);
  private static final List<String> REDSHIFT_ONLY = List.of("url", "secret", "iam_role", "tempdir");

  static void of(Survey survey) {
    new EnvironmentReview(survey, survey.pipeline().environment()).review();
  }

  private void review() {
    apart("lake", environment.lake());
    environment.archive().ifPresent(archive -> apart("archive", archive));
    environment.warehouse().ifPresent(this::warehouse);
  }

  /** Files that Millrace writes below raw would be taken for DMS's. */
  private void apart(String key, Location location) {
    var raw = environment.raw().text();
    if (location.text().equals(raw) || location.text().startsWith(raw + "/")) {
      survey.problem(
          survey.places().at(environment.place(), key),
          key + " lies within raw, where its files would be read as changes",
          "choose a folder beside raw");
    }
  }

  private void warehouse(Warehouse warehouse) {
    switch (warehouse.kind()) {
      case LOCAL -> local(warehouse);
      case REDSHIFT -> redshift(warehouse);
    }
  }

  private void local(Warehouse warehouse) {
    for (var key : REDSHIFT_ONLY) {
      if (survey.isWritten(warehouse.place(), key)) {
        survey.problem(
            survey.places().ofKey(warehouse.place(), key),
            "kind: local starts a stand-in of its own and has no use for " + key,
            "leave it out, or write kind: redshift");
      }
    }
  }

  private void redshift(Warehouse warehouse) {
    needs(warehouse, "url", warehouse.url().isPresent(), "jdbc:redshift://host:5439/database");
    needs(
        warehouse,
        "iam_role",
        warehouse.iamRole().isPresent(),
        "the role that COPY reads tempdir with");
    needs(
        warehouse,
        "tempdir",
        warehouse.tempdir().isPresent(),
        "a folder on S3 for rows to wait in");
    warehouse.url().ifPresent(url -> url(warehouse, url));
  }

  private void needs(Warehouse warehouse, String key, boolean there, String what) {
    if (!there && !survey.isWritten(warehouse.place(), key)) {
      survey.problem(
          survey.places().ofKey(warehouse.place(), "kind"),
          "kind: redshift needs " + key,
          "add " + key + ": " + what);
    }
  }

  private void url(Warehouse warehouse, String url) {
    var place = survey.places().at(warehouse.place(), "url");
    var lower = url.toLowerCase(Locale.ROOT);
    // The URL itself is not shown: it may hold what must not be seen.
    if (!lower.startsWith("jdbc:redshift:")) {
      survey.problem(place, "this is no Redshift URL", "write jdbc:redshift://host:5439/database");
      return;
    }
    if (USER_INFO.matcher(lower).find() || CREDENTIAL.matcher(lower).find()) {
      survey.problem(
          place,
          "the URL holds a user or password, which cannot stand in YAML",
          "put them into AWS Secrets Manager and name the secret: secret: ${var:redshift_secret}");
      return;
    }
    boolean iam = lower.startsWith("jdbc:redshift:iam://");
    if (iam && warehouse.secret().isPresent()) {
      survey.problem(
          secret(warehouse),
          "the URL signs in by IAM, so a secret has no use",
          "leave out secret, or write jdbc:redshift://…");
    } else if (!iam
        && warehouse.secret().isEmpty()
        && !survey.isWritten(warehouse.place(), "secret")) {
      survey.problem(
          place,
          "nothing says how to sign in",
          "add secret: and the name of a secret, or write jdbc:redshift:iam://…");
    }
  }

  private Place secret(Warehouse warehouse) {
    return survey.places().ofKey(warehouse.place(), "secret");
  }
}
