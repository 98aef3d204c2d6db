package io.millrace.history.reference;

import java.util.List;

/**
 * What becomes of a fact.
 *
 * @param parked the grains that wait: for a header, or by {@code missing: park}
 * @param failed the grains for which {@code missing: fail} speaks; one is enough to refuse the run
 */
public record Facts(
    FactRule rule, List<FactRow> rows, List<List<Object>> parked, List<List<Object>> failed) {}
