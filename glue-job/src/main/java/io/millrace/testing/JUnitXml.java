package io.millrace.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Outcomes as the XML that CI servers read. */
public final class JUnitXml {

  private JUnitXml() {}

  public static void write(Path file, String pipeline, List<Outcome> outcomes) {
    try {
      var parent = file.toAbsolutePath().getParent();
      Files.createDirectories(parent);
      try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
        var xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
        suite(xml, pipeline, outcomes);
        xml.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    } catch (XMLStreamException e) {
      throw new UncheckedIOException("cannot write " + file, new IOException(e));
    }
  }

  private static void suite(XMLStreamWriter xml, String pipeline, List<Outcome> outcomes)
      throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", pipeline);
    xml.writeAttribute("tests", String.valueOf(outcomes.size()));
    xml.writeAttribute(
        "failures", String.valueOf(outcomes.stream().filter(o -> !o.holds()).count()));
    xml.writeAttribute("errors", "0");
    xml.writeAttribute("time", seconds(outcomes.stream().mapToDouble(Outcome::seconds).sum()));
    for (var outcome : outcomes) {
      testCase(xml, pipeline, outcome);
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private static void testCase(XMLStreamWriter xml, String pipeline, Outcome outcome)
      throws XMLStreamException {
    var place = outcome.test().place();
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", pipeline);
    xml.writeAttribute("name", legal(outcome.test().test()));
    xml.writeAttribute("file", place.file());
    xml.writeAttribute("line", String.valueOf(place.line()));
    xml.writeAttribute("time", seconds(outcome.seconds()));
    if (!outcome.holds()) {
      xml.writeStartElement("failure");
      xml.writeAttribute("message", legal(outcome.failures().get(0)));
      xml.writeCharacters(legal(place + "\n" + String.join("\n", outcome.failures())));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  /** Without the characters that XML has no way to write. */
  private static String legal(String text) {
    return text.codePoints()
        .map(c -> isLegal(c) ? c : 0xFFFD)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isLegal(int c) {
    boolean isSurrogate = c >= 0xD800 && c <= 0xDFFF;
    boolean isControl = c < ' ' && c != '\n' && c != '\t';
    return !isSurrogate && !isControl && c != 0xFFFE && c != 0xFFFF;
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }
}
