package io.millrace.redshiftlocal.wire;

import java.io.IOException;

/** The connection was cut on purpose. */
final class ConnectionDropped extends IOException {

  private static final long serialVersionUID = 1;

  ConnectionDropped() {
    super("The connection was dropped, as a fault had it");
  }
}
