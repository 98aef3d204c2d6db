package io.millrace.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How JSON holds what Jackson does not know by itself: a time as text, nothing as null. */
final class JsonForms extends SimpleModule {

  private static final long serialVersionUID = 1;

  JsonForms() {
    addSerializer(new InstantText());
    addDeserializer(Instant.class, new TextInstant());
    addSerializer(Optional.class, new OptionalValue());
    addDeserializer(Optional.class, new ValueOptional(null));
  }

  private static final class InstantText extends StdSerializer<Instant> {

    private static final long serialVersionUID = 1;

    InstantText() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant at, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(at.truncatedTo(ChronoUnit.MILLIS).toString());
    }
  }

  private static final class TextInstant extends StdDeserializer<Instant> {

    private static final long serialVersionUID = 1;

    TextInstant() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return Instant.parse(json.getText());
    }
  }

  @SuppressWarnings("rawtypes")
  private static final class OptionalValue extends StdSerializer<Optional> {

    private static final long serialVersionUID = 1;

    OptionalValue() {
      super(Optional.class);
    }

    @Override
    public void serialize(Optional value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      provider.defaultSerializeValue(value.isPresent() ? value.get() : null, json);
    }
  }

  @SuppressWarnings({"rawtypes", "serial"})
  private static final class ValueOptional extends StdDeserializer<Optional>
      implements ContextualDeserializer {

    private final JsonDeserializer<Object> value;

    ValueOptional(JsonDeserializer<Object> value) {
      super(Optional.class);
      this.value = value;
    }

    @Override
    public JsonDeserializer<?> createContextual(
        DeserializationContext context, BeanProperty property) throws JsonMappingException {
      var type = context.getContextualType().containedType(0);
      return new ValueOptional(context.findContextualValueDeserializer(type, property));
    }

    @Override
    public Optional deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      return Optional.of(value.deserialize(json, context));
    }

    @Override
    public Optional getNullValue(DeserializationContext context) {
      return Optional.empty();
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
      return Optional.empty();
    }
  }
}
