package io.millrace.pipeline;

/**
 * The columns that Millrace adds to its tables; all begin with {@code _}, so that none is a user's.
 */
public final class Technical {

  private Technical() {}

  /** What a change did: I, U or D. */
  public static final String OP = "_op";

  /** The change's DMS timestamp, or the file's own time where there is none. */
  public static final String AT = "_at";

  /** The time that {@code effective_at} gave, before the rule that time never runs backwards. */
  public static final String EFFECTIVE = "_effective";

  /** Whether the change came from a full load. */
  public static final String LOAD = "_load";

  /** The values of the {@code position} columns, padded so that text order is their order. */
  public static final String POSITION = "_position";

  /** The key that the row had until this change, as a struct; null where that is not told. */
  public static final String KEY_BEFORE = "_key_before";

  /** The file that a row came from, below the source's folder. */
  public static final String FILE = "_file";

  /** The row's number in its file, from 0. */
  public static final String ROW = "_row";

  /** The batch that carried the row. */
  public static final String BATCH = "_batch";

  /** A keyed digest of the row as it was read. */
  public static final String DIGEST = "_digest";

  /** Whether the source's filter leaves the row out, so that it acts as a delete. */
  public static final String FILTERED = "_filtered";

  /** Where the row landed; see {@link Status}. */
  public static final String STATUS = "_status";

  /** Every check that the row failed, and what was done about it. */
  public static final String VIOLATIONS = "_violations";

  /** The values that could not be read as their declared types; gone before anything is stored. */
  public static final String UNREAD = "_unread";

  /** The rows that a parked row waits for: a reference check's version and the key it looks for. */
  public static final String WAITS = "_waits";

  /**
   * The columns that files have and nobody declared, on their way past checks and transforms; gone
   * before anything is stored.
   */
  public static final String ADDED = "_added";

  /** A quarantined row's values as JSON, masked where the column is. */
  public static final String VALUES = "_values";

  /** The sequence of the commit that last changed the row. */
  public static final String SEQUENCE = "_seq";

  /** The token of the load that brought a row to a staging table in Redshift. */
  public static final String TOKEN = "_token";

  public static boolean isTechnical(String column) {
    return column.startsWith("_");
  }
}
