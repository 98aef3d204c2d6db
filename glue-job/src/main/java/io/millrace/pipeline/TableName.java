package io.millrace.pipeline;

/** The name of a staging table, dimension or fact; its folder in the lake, its name in Redshift. */
public record TableName(Identifier name) implements Comparable<TableName> {

  public TableName {
    if (name.isTechnical()) {
      throw new IllegalArgumentException(
          "'" + name + "' begins with _, which is kept for Millrace's own tables");
    }
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
