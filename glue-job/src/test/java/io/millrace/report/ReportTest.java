package io.millrace.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The page, read as a parser reads it; it is written so that an XML parser can. */
class ReportTest {

  static Stream<Report> all() {
    return Stream.of(Reports.good(), Reports.bad(), Reports.idle());
  }

  @Test
  void itTellsWhatARunDid() throws Exception {
    var page = parsed(Reports.good());
    assertThat(text(page, "//h1")).contains("retail", "Done");
    assertThat(text(page, "//ul[@class='figures']")).contains("4,303", "4,268", "25");
    assertThat(text(page, "//section[@aria-labelledby='rows']"))
        .contains("customers", "1,215 read from 7 files", "9 quarantined");
    assertThat(text(page, "//section[@aria-labelledby='pipeline']//*[local-name()='svg']"))
        .contains("dim_customer", "1,052 rows changed", "Redshift", "9,887 rows sent");
    assertThat(text(page, "//section[@aria-labelledby='checks']"))
        .contains(
            "valid_date: birth_date",
            "rules/customers.yml:5:5",
            "9999-99-99",
            "(masked)",
            "millrace replay");
    assertThat(nodes(page, "//div[@class='gantt']/div[@class='lane']")).hasSize(15);
    assertThat(nodes(page, "//section[@aria-labelledby='trend']//tbody/tr")).hasSize(13);
    assertThat(text(page, "//section[@aria-labelledby='freshness']")).contains("too old");
  }

  @Test
  void itSaysWhatWentWrongAndWhatToDo() throws Exception {
    var page = parsed(Reports.bad());
    var attention = text(page, "//section[@aria-labelledby='attention']");
    assertThat(attention)
        .contains(
            "Refused: orders",
            "millrace accept orders/2",
            "S3 was slow",
            "Run it again",
            "is no Parquet",
            "Not fresh: customers",
            "Columns changed: products");
    assertThat(text(page, "//p[@class='remedy bad']")).contains("What was refused waits");
    assertThat(text(page, "//article[h3[starts-with(normalize-space(), 'orders')]]"))
        .contains("120 refused");
    assertThat(text(page, "//*[local-name()='g'][@class='box bad']")).contains("fact_order_line");
  }

  @Test
  void whatIsSaidIsNeverMarkup() throws Exception {
    var page = parsed(Reports.bad());
    assertThat(nodes(page, "//img")).isEmpty();
    assertThat(text(page, "//section[@aria-labelledby='attention']")).contains(Reports.MARKUP);
    assertThat(text(page, "//dd/code")).contains(Reports.MARKUP);
  }

  @ParameterizedTest(name = "report {index}")
  @MethodSource("all")
  void itNeedsNothingButItself(Report report) throws Exception {
    var html = report.html();
    assertThat(html).doesNotContain("http://", "https://", "<script", "@import", "url(");
    var page = parsed(report);
    assertThat(nodes(page, "//link | //script | //iframe | //@src")).isEmpty();
    assertThat(text(page, "//style")).contains("prefers-color-scheme: dark");
  }

  /** Headings without gaps, tables with captions and scopes, a table for every chart. */
  @ParameterizedTest(name = "report {index}")
  @MethodSource("all")
  void itCanBeHeard(Report report) throws Exception {
    var page = parsed(report);
    assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
    assertThat(nodes(page, "//h1")).hasSize(1);
    int before = 1;
    for (var heading : nodes(page, "//h1 | //h2 | //h3")) {
      int level = Integer.parseInt(heading.getTagName().substring(1));
      assertThat(level).as(heading.getTextContent()).isLessThanOrEqualTo(before + 1);
      before = level;
    }
    assertThat(nodes(page, "//table[not(caption)] | //th[not(@scope)]")).isEmpty();
    assertThat(nodes(page, "//tbody/tr[not(th)]")).isEmpty();
    assertThat(nodes(page, "//section[not(@aria-labelledby = h2/@id)]")).isEmpty();
    var charts = nodes(page, "//section[.//*[@class='gantt' or @class='bar' or @class='bars']]");
    assertThat(charts)
        .allSatisfy(section -> assertThat(nodes(section, ".//details//table")).isNotEmpty());
    assertThat(nodes(page, "//*[local-name()='svg'][not(@role='img') or not(@aria-label)]"))
        .isEmpty();
    assertThat(nodes(page, "//div[@class='scroll'][not(@tabindex='0') or not(@aria-label)]"))
        .isEmpty();
    var ids = nodes(page, "//*[@id]").stream().map(one -> one.getAttribute("id")).toList();
    assertThat(ids).doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "report {index}")
  @MethodSource("all")
  void theJsonIsAsItsSchemaSays(Report report) throws Exception {
    var schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(Path.of("../docs/report.schema.json")));
    assertThat(schema.validate(new ObjectMapper().readTree(report.json()))).isEmpty();
  }

  @Test
  void theJsonHoldsTheRunAndItsPast() throws Exception {
    var json = new ObjectMapper().readTree(Reports.good().json());
    assertThat(json.at("/run/batches")).hasSize(6);
    assertThat(json.at("/past")).hasSize(12);
    assertThat(json.at("/past/2/outcome").asText()).isEqualTo("failed");
    assertThat(json.at("/tables/0/kind").asText()).isEqualTo("staging");
  }

  private static Document parsed(Report report) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", false);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(report.html())));
  }

  private static String text(Document page, String path) throws Exception {
    var found = new StringBuilder();
    nodes(page, path).forEach(one -> found.append(one.getTextContent()).append('\n'));
    return found.toString().replaceAll("\\s+", " ");
  }

  private static List<Element> nodes(Object from, String path) {
    try {
      var found =
          (NodeList)
              XPathFactory.newInstance().newXPath().evaluate(path, from, XPathConstants.NODESET);
      var elements = new ArrayList<Element>();
      for (int i = 0; i < found.getLength(); i++) {
        if (found.item(i) instanceof Element element) {
          elements.add(element);
        } else {
          throw new AssertionError("found " + found.item(i));
        }
      }
      return elements;
    } catch (javax.xml.xpath.XPathExpressionException e) {
      throw new IllegalArgumentException(path, e);
    }
  }
}
