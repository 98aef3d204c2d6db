/**
 * {@code millrace test}: given rows delivered to a lake of their own, expected rows held against
 * what the real engine made of them.
 *
 * <p>In: a pipeline and its tests. Out: an outcome per test, with every cell that differs. May use:
 * {@code run} and what is below it.
 */
package io.millrace.testing;
