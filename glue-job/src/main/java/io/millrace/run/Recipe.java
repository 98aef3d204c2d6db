package io.millrace.run;

import io.millrace.history.DimensionShape;
import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Fact;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Join;
import io.millrace.pipeline.RowCheck;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * How a table is computed, as a digest of all that its configuration says about it: where that
 * changes, every row is computed again.
 */
final class Recipe {

  /** Counts the versions of the computation itself. */
  private static final String COMPUTATION = "2";

  private final Workplace workplace;
  private final List<Object> parts = new ArrayList<>(List.of(COMPUTATION));

  private Recipe(Workplace workplace) {
    this.workplace = workplace;
  }

  static String of(Workplace workplace, Dimension dimension, DimensionShape shape) {
    var recipe = new Recipe(workplace);
    recipe.source(dimension.from().orElseThrow());
    recipe.joins(dimension.join());
    recipe.rules(dimension.rules());
    recipe.parts.addAll(
        List.of(
            dimension.key(),
            dimension.history(),
            shape.track().stream().map(Identifier::text).sorted().toList(),
            dimension.overwrite(),
            dimension.onDelete(),
            dimension.columns(),
            dimension.seed()));
    return recipe.digest();
  }

  static String of(Workplace workplace, Fact fact) {
    var recipe = new Recipe(workplace);
    recipe.source(fact.from());
    recipe.joins(fact.join());
    recipe.rules(fact.rules());
    for (var lookup : fact.lookups()) {
      recipe.parts.addAll(
          List.of(lookup.dimension(), lookup.on(), lookup.asOf(), lookup.missing(), lookup.role()));
      workplace
          .pipeline()
          .dimension(lookup.dimension())
          .ifPresent(dimension -> recipe.parts.add(dimension.seed()));
    }
    recipe.parts.addAll(List.of(fact.grain(), fact.measures(), fact.columns(), fact.onDelete()));
    return recipe.digest();
  }

  static String of(Workplace workplace, Staging mirrored) {
    var recipe = new Recipe(workplace);
    recipe.source(mirrored.staging());
    return recipe.digest();
  }

  private void source(TableName name) {
    var staging = workplace.pipeline().staging(name).orElseThrow();
    parts.addAll(
        List.of(
            name,
            staging.key(),
            staging.keyBefore(),
            staging.position(),
            staging.effectiveAt(),
            staging.carryForward(),
            staging.onReload(),
            staging.mode(),
            workplace.declared(staging).toDDL()));
  }

  private void joins(Map<TableName, Join> joins) {
    joins.forEach(
        (name, join) -> {
          source(name);
          parts.addAll(List.of(join.on(), join.columns()));
        });
  }

  private void rules(List<String> files) {
    files.stream()
        .flatMap(file -> workplace.pipeline().rules().get(file).checks().stream())
        .map(Recipe::written)
        .forEach(parts::add);
  }

  private static String written(RowCheck check) {
    return check.check() + " " + check.onFail() + " " + check.title();
  }

  private String digest() {
    try {
      var text = parts.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
