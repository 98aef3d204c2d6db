package io.millrace.run;

import io.millrace.pipeline.BeyondCheck;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Mask;
import io.millrace.pipeline.OnFail;
import io.millrace.pipeline.RowCheck;
import io.millrace.pipeline.Rules;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import io.millrace.quality.Breach;
import io.millrace.quality.DatasetChecks;
import io.millrace.quality.ReferenceChecks;
import io.millrace.quality.UniqueCheck;
import io.millrace.transform.Masks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a source's rows are held to: the checks of all its rule files, and its masks. */
record SourceRules(Workplace workplace, Staging staging, String salt) {

  List<RowCheck> rows() {
    return files().stream().flatMap(file -> file.checks().stream()).toList();
  }

  /** The gate of each check that refuses batches for single rows, by the check's place. */
  Map<String, String> gates() {
    var gates = new LinkedHashMap<String, String>();
    rows().stream()
        .filter(check -> check.onFail().kind() == OnFail.Kind.FAIL)
        .forEach(check -> gates.put(check.place().toString(), Breach.gate(check)));
    beyond().stream()
        .filter(check -> check.onFail() == BeyondCheck.OnFail.FAIL)
        .forEach(check -> gates.put(check.place().toString(), Breach.gate(check)));
    return gates;
  }

  DatasetChecks dataset() {
    return new DatasetChecks(files().stream().flatMap(file -> file.dataset().stream()).toList());
  }

  List<UniqueCheck> unique() {
    return UniqueCheck.among(staging, beyond());
  }

  ReferenceChecks references() {
    return new ReferenceChecks(staging, beyond(), masks()::of, this::other);
  }

  private List<BeyondCheck> beyond() {
    return files().stream().flatMap(file -> file.beyond().stream()).toList();
  }

  Masks masks() {
    Map<Identifier, Mask> masks = new LinkedHashMap<>();
    staging
        .columns()
        .forEach((name, column) -> column.mask().ifPresent(mask -> masks.put(name, mask)));
    return new Masks(masks, salt);
  }

  private List<Rules> files() {
    return staging.rules().stream().map(workplace.pipeline().rules()::get).toList();
  }

  private ReferenceChecks.Other other(TableName name) {
    var log = workplace.lake().changeLog(name);
    return new ReferenceChecks.Other(
        workplace.pipeline().staging(name).orElseThrow(),
        log.exists() ? Optional.of(log.read()) : Optional.empty());
  }
}
