/**
 * The rules of history, as cases that run on the real engine and as the page that is made of them.
 *
 * <p>The cases are the tests of a small pipeline, {@code src/test/resources/semantics}; {@code
 * docs/semantics.md} is rendered from them and the prose beside them, so it cannot say what does
 * not hold.
 */
package io.millrace.acceptance.semantics;
