/**
 * Says, in plain Java, what history is: DESIGN section 6 rule by rule, obviously right rather than
 * fast, for the DataFrame code to be held against.
 *
 * <p>In comes what was {@link io.millrace.history.reference.Accepted accepted} (in any order, with
 * any duplicates), out go {@link io.millrace.history.reference.ReferenceHistory dimensions} and
 * {@link io.millrace.history.reference.ReferenceFacts facts}. It uses the JDK only, and nothing of
 * {@code io.millrace.history} itself.
 */
package io.millrace.history.reference;
