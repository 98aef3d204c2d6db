/**
 * YAML → model, or every problem with its place and remedy.
 *
 * <p>In: the files below {@code table-configs/} and {@code rules/}, an environment's name,
 * variables. Out: a {@link io.millrace.pipeline.Pipeline}, or problems with file, line and column;
 * the JSON Schema and the reference of the same grammar. A {@link io.millrace.config.Form} says how
 * one kind of value is written; {@link io.millrace.config.Forms} derives them from the records. May
 * use: the model and Jackson.
 */
package io.millrace.config;
