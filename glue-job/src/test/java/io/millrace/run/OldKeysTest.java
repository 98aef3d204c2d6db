package io.millrace.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.Configuration;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Mask;
import io.millrace.pipeline.TableName;
import io.millrace.transform.Masks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class OldKeysTest {

  /** HMAC-SHA256 of "a" under the salt "salt", behind that salt's version. */
  private static final String DIGEST_OF_A =
      "6c0b9d8a:cf52da609119d9a8e4d35e7108d7b358e2a2fe3835e25cdad26a7e53c3c33883";

  @Test
  void anOldKeyBecomesWhatTheKeyBecomesAndTheRowStaysAsItIs() {
    var pipeline =
        Configuration.read(Path.of("src/test/resources/rekeyed"), "local", Map.of(), name -> null)
            .pipeline()
            .orElseThrow();
    var staging = pipeline.staging(TableName.of("people")).orElseThrow();
    var masks = new Masks(Map.of(Identifier.of("code"), Mask.SHA256), "salt");
    var rows =
        SparkSessions.open("old keys")
            .createDataFrame(
                List.of(
                    RowFactory.create("U", "B", "seen", RowFactory.create(" A ")),
                    RowFactory.create("U", null, "seen", null)),
                StructType.fromDDL(
                    "_op string, code string, note string, _key_before struct<code: string>"));

    var treated =
        new OldKeys(staging, masks)
            .treated(
                rows,
                all ->
                    all.withColumn("code", functions.expr("coalesce(lower(trim(code)), 'none')"))
                        .withColumn("note", functions.lit("spoilt"))
                        .withColumn("made", functions.lit(1)));

    assertThat(treated.columns()).containsExactly("_op", "code", "note", "_key_before");
    assertThat(
            treated
                .selectExpr("code", "note", "_key_before.code = '" + DIGEST_OF_A + "'")
                .collectAsList())
        .extracting(row -> row.mkString("|"))
        .containsExactly("B|seen|true", "null|seen|null");
  }
}
