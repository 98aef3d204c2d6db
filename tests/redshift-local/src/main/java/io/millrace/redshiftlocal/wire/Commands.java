package io.millrace.redshiftlocal.wire;

import io.millrace.redshiftlocal.Faults;
import io.millrace.redshiftlocal.copy.Locations;
import io.millrace.redshiftlocal.sql.RedshiftError;
import io.millrace.redshiftlocal.sql.Translation;
import io.millrace.redshiftlocal.sql.Translation.ArmFault;
import io.millrace.redshiftlocal.sql.Translation.Copy;
import io.millrace.redshiftlocal.sql.Translation.Forward;
import io.millrace.redshiftlocal.sql.Translation.OutsideTransaction;
import io.millrace.redshiftlocal.sql.Translation.Script;
import io.millrace.redshiftlocal.sql.Translation.Truncate;
import io.millrace.redshiftlocal.wire.Backend.Sink;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Carries out whole statements; what each answers goes to a sink. */
final class Commands {

  private final Backend backend;
  private final Faults faults;
  private final Copying copying;

  Commands(Backend backend, Faults faults, Locations locations, LoadLog log) {
    this.backend = backend;
    this.faults = faults;
    copying = new Copying(backend, locations, log);
  }

  /** Gives whether the statement succeeded; if not, the client has been told. */
  boolean run(Translation translation, Sink client) throws IOException {
    try {
      if (translation instanceof Forward forward) {
        return ask(forward.sql(), client);
      }
      client.accept(Frame.commandComplete(tag(translation, client)));
      return true;
    } catch (RedshiftError error) {
      fail(error, client);
      return false;
    } catch (BackendError error) {
      client.accept(error.frame());
      return false;
    }
  }

  /** Fails in PostgreSQL too, so that an open transaction is lost as it would be in Redshift. */
  void fail(RedshiftError error, Sink client) throws IOException {
    backend.query(
        "SELECT redshift_local.fail(%s, %s, %s)"
            .formatted(
                Translation.literal(error.state()),
                Translation.literal(error.getMessage()),
                Translation.literal(error.detail())),
        frame -> {
          if (frame.type() == Frame.ERROR) {
            client.accept(frame);
          }
        });
  }

  void pause(Duration delay) {
    LockSupport.parkNanos(delay.toNanos());
  }

  private String tag(Translation translation, Sink client) throws IOException, BackendError {
    if (translation instanceof Script script) {
      backend.rows(script.sql());
      return script.tag();
    }
    if (translation instanceof Truncate truncate) {
      return truncate(truncate);
    }
    if (translation instanceof Copy copy) {
      return copying.run(copy.command(), client);
    }
    if (translation instanceof ArmFault fault) {
      faults.arm(fault.fault());
      return "SET";
    }
    return outsideTransaction((OutsideTransaction) translation, client);
  }

  /**
   * Commits what came before it in the transaction, too.
   *
   * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_TRUNCATE.html">TRUNCATE</a>
   */
  private String truncate(Truncate truncate) throws IOException, BackendError {
    backend.rows(truncate.sql());
    if (backend.status() == Backend.IN_TRANSACTION) {
      backend.rows("COMMIT");
    }
    return "TRUNCATE TABLE";
  }

  private String outsideTransaction(OutsideTransaction statement, Sink client)
      throws IOException, BackendError {
    if (backend.currentStatus() != Backend.IDLE) {
      throw RedshiftError.of(
          "25001", statement.command() + " cannot run inside a transaction block", "");
    }
    if (statement.then() instanceof Forward forward) {
      backend.rows(forward.sql());
      return statement.command();
    }
    return tag(statement.then(), client);
  }

  private boolean ask(String sql, Sink client) throws IOException {
    var failed = new boolean[1];
    backend.query(
        sql,
        frame -> {
          failed[0] |= frame.type() == Frame.ERROR;
          client.accept(frame);
        });
    return !failed[0];
  }
}
