package io.millrace.history;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.TableName;
import io.millrace.run.SparkSessions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Keys of few bits collide; what is found then is what a run would refuse to write. */
class CollisionsTest {

  private static final int MEMBERS = 1_000;

  @Test
  void twoMembersThatWouldShareAKeyAreNamed() {
    var found = Collisions.first(members(8, Optional.empty()), surrogates());
    assertThat(found).isPresent();
    assertThat(found.get().surrogate()).isEqualTo("member_key");
    assertThat(found.get().one()).isNotEqualTo(found.get().other());
    var shared =
        members(8, Optional.empty()).filter(col("member_key").equalTo(found.get().shared()));
    assertThat(shared.selectExpr("concat_ws(', ', id, name)").collectAsList())
        .extracting(row -> row.getString(0))
        .contains(found.get().one(), found.get().other());
  }

  @Test
  void anotherSeedMakesOtherKeysAndCuresACollision() {
    var collision = Collisions.first(members(16, Optional.empty()), surrogates()).orElseThrow();
    var cured = members(16, Optional.of(Identifier.of("c")));
    var sharing =
        members(16, Optional.empty())
            .filter(col("member_key").equalTo(collision.shared()))
            .select("id");
    var keys = cured.join(sharing, "id").select("member_key").distinct();
    assertThat(sharing.count()).isEqualTo(keys.count()).isGreaterThan(1);
    assertThat(key(cured, 7)).isNotEqualTo(key(members(16, Optional.empty()), 7));
  }

  @Test
  void keysOfAllBitsAreDistinct() {
    assertThat(Collisions.first(members(64, Optional.empty()), surrogates())).isEmpty();
  }

  private static long key(Dataset<Row> members, long id) {
    return members.filter(col("id").equalTo(id)).head().getAs("member_key");
  }

  private static Map<String, List<org.apache.spark.sql.Column>> surrogates() {
    return Map.of("member_key", List.of(col("id"), col("name")));
  }

  private static Dataset<Row> members(int bits, Optional<Identifier> seed) {
    var keys = new Keys(new TableName(Identifier.of("dim_member")), seed, bits);
    return SparkSessions.open("collisions")
        .range(MEMBERS)
        .selectExpr("id", "concat('m', id) AS name")
        .withColumn("member_key", keys.durable(List.of(col("id"), col("name"))));
  }
}
