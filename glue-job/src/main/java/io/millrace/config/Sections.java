package io.millrace.config;

/** The reference's sections, which forms ask for where they mention a record. */
interface Sections {

  /** A link to the section of this record, which is written when nothing has mentioned it yet. */
  String link(RecordForm<?> form);
}
