package io.millrace.plan;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Place;
import io.millrace.pipeline.TableName;
import java.util.List;
import java.util.Set;

/**
 * The key of a dimension, the grain of a fact: that of the table it is made from.
 *
 * @param owner the table's place
 * @param word {@code key} or {@code grain}
 */
record KeyReview(Survey survey, Place owner, String word, TableName from) {

  void review(List<Identifier> written) {
    boolean known = true;
    for (var column : written) {
      known &=
          survey.known(
              column,
              survey.flow().log(from),
              from.text(),
              survey.places().at(owner, word, column));
    }
    var staging = survey.pipeline().staging(from);
    if (!known || written.isEmpty() || staging.isEmpty()) {
      return;
    }
    var key = staging.get().key();
    if (!Set.copyOf(written).equals(Set.copyOf(key))) {
      survey.problem(
          survey.places().at(owner, word),
          "the "
              + word
              + " must be the key of '"
              + from
              + "' ("
              + Words.names(key)
              + "): a delete brings no other column",
          "leave " + word + " out, or write " + word + ": [" + Words.names(key) + "]");
    }
  }
}
