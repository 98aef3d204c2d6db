/**
 * What {@code scripts/soak} asks when its runs are over: whether the place of those that were
 * killed holds what the place of those that were left alone does, and nothing besides.
 */
package io.millrace.soak;
