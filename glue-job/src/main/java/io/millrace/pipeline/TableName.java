package io.millrace.pipeline;

/** The name of a staging table, dimension or fact; its folder in the lake, its name in Redshift. */
public record TableName(Identifier name) implements Comparable<TableName> {

  /** Leaves room for the names that are made of it, e.g. {@code customer_durable_key}. */
  static final int LONGEST = 100;

  public TableName {
    if (name.isTechnical()) {
      throw new IllegalArgumentException(
          "'" + name + "' begins with _, which is kept for Millrace's own tables");
    }
    if (name.text().length() > LONGEST) {
      throw new IllegalArgumentException(
          "'" + name + "' is longer than the " + LONGEST + " characters a table's name may have");
    }
  }

  /** What keys that point at it are named after: {@code customer} for {@code dim_customer}. */
  public String role() {
    String role = text().startsWith("dim_") ? text().substring("dim_".length()) : text();
    return role.isEmpty() || Character.isDigit(role.charAt(0)) ? text() : role;
  }

  public static TableName of(String text) {
    return new TableName(Identifier.of(text));
  }

  public String text() {
    return name.text();
  }

  @Override
  public int compareTo(TableName other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name.text();
  }
}
