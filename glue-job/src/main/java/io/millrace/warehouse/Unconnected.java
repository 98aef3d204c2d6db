package io.millrace.warehouse;

import io.millrace.pipeline.Failure;
import java.sql.SQLException;

/** Why no connection to Redshift came about, and what to do about it. */
final class Unconnected {

  private Unconnected() {}

  static Failure of(SignIn signIn, SQLException e) {
    var said = "cannot connect to " + signIn.where() + ": " + signIn.hushed(words(e));
    var state = String.valueOf(e.getSQLState());
    if (state.startsWith("28")) {
      return configuration(
          said,
          "check the user and the password that `secret` names, or the role, and that it may"
              + " connect");
    }
    if (state.startsWith("3D")) {
      return configuration(said, "correct the database that `url` names");
    }
    if (said.contains("SSL") || said.contains("certificat") || said.contains("PKIX")) {
      return configuration(
          said,
          "let `url` name Redshift's own host, whose certificate is checked; to one without TLS only"
              + " ?ssl=false connects, and then everybody on the way can read along");
    }
    return new Failure(
        Failure.Kind.TRANSIENT,
        said
            + "\n    check host and port of `url`, that it is not paused and that its security group"
            + " lets this machine in; then run it again: it goes on from what has landed");
  }

  private static Failure configuration(String said, String remedy) {
    return new Failure(Failure.Kind.CONFIGURATION, said + "\n    " + remedy);
  }

  /** The driver speaks of a postmaster; what is behind its words says more. */
  private static String words(SQLException e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    var words = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    return root == e ? words : root.getClass().getSimpleName() + ": " + words;
  }
}
