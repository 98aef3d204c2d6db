/**
 * The model: what a pipeline is, as its YAML says it.
 *
 * <p>In: nothing but values. Out: immutable records whose values are valid from the moment they
 * exist. Each record that a person writes in YAML is also the grammar of it: a component is a key
 * (in snake_case), its {@link io.millrace.pipeline.Means} tells the reader, the JSON Schema and the
 * reference what it is. May use: the JDK alone.
 */
package io.millrace.pipeline;
