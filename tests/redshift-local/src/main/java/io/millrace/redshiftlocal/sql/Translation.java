package io.millrace.redshiftlocal.sql;

/** What is to be done for one Redshift statement. */
public sealed interface Translation {

  /** A text as a literal that means the same whether or not backslashes escape. */
  static String literal(String value) {
    return Token.literal(value);
  }

  /** PostgreSQL can do this itself. */
  record Forward(String sql) implements Translation {}

  /** PostgreSQL does it in several steps, all or nothing; the answer is this tag. */
  record Script(String tag, String sql) implements Translation {}

  /** Commits the transaction that it ends, as Redshift does. */
  record Truncate(String sql) implements Translation {}

  /** Reads files; see {@link CopyCommand}. */
  record Copy(CopyCommand command) implements Translation {}

  /** Arms a fault, e.g. {@code SET redshift_local.fault TO 'drop after 3'}. */
  record ArmFault(String fault) implements Translation {}

  /** A statement that Redshift refuses inside a transaction block. */
  record OutsideTransaction(String command, Translation then) implements Translation {}
}
