/**
 * One writer per lake: a lease that is taken by an atomic create, renewed while its holder lives,
 * and taken over once its holder has fallen silent. Its token grows with every holder.
 *
 * <p>In: a lake's folder and who wants it. Out: a {@link io.millrace.pipeline.Fence} to ask before
 * each commit, or a failure that names the holder. May use: {@code pipeline}, {@code aws}, Jackson.
 */
package io.millrace.lease;
