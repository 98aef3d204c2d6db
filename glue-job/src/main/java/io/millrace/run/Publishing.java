package io.millrace.run;

/** How much of the lake a publish looks at. */
public enum Publishing {
  /** What changed since the ledger's marks. */
  CHANGES,
  /** Every row, whatever the ledger says: what differs is sent. */
  COMPARISON,
  /** Every row, also where another lake has published the table until now. */
  ADOPT
}
