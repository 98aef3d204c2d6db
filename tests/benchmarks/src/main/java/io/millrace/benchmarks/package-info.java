/**
 * What the measurements need: inputs of a known size. {@code scripts/benchmark} runs them and
 * prints figures of one run against each other.
 */
package io.millrace.benchmarks;
