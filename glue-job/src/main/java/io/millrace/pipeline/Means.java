package io.millrace.pipeline;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a YAML key means; the one source of the reader, the JSON Schema and the reference. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Means {

  /** A sentence for the person who writes the key. */
  String value();

  /** What holds when the key is left out, as one would write it in YAML. */
  String byDefault() default "";

  /** A value as one would write it in YAML. */
  String example() default "";

  /** The key, where Java does not take its name. */
  String key() default "";

  /** What messages call a record, e.g. {@code a staging table}; without it, its type's name. */
  String called() default "";

  /** A list or map that must be there; anything else is required when it has no default. */
  boolean required() default false;
}
