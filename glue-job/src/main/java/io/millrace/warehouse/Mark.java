package io.millrace.warehouse;

/**
 * Up to where a table is published: a commit of a lake, by number and by the token that makes the
 * number that lake's.
 *
 * @param lake where the lake lies
 * @param incarnation the table's own id there, another one once it was made anew
 */
public record Mark(String pipeline, String lake, String incarnation, long sequence, String token) {

  /** Whether a lake has published the table, and not this one. */
  public boolean isForeignTo(Mark ours) {
    return !lake.equals(ours.lake) || !pipeline.equals(ours.pipeline);
  }
}
