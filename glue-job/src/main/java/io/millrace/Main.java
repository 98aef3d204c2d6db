package io.millrace;

/** What {@code spark-submit} and {@code scripts/millrace} start. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {}
}
