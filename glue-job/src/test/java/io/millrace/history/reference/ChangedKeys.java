package io.millrace.history.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** DESIGN section 4, {@code key_before}: a changed key is a D of the old one, where it changed. */
final class ChangedKeys {

  private ChangedKeys() {}

  static List<Change> withDeletes(List<Change> changes) {
    List<Change> all = new ArrayList<>(changes);
    for (Change change : changes) {
      if (change.keyBefore() != null && !change.keyBefore().equals(change.key())) {
        all.add(deleteOfOldKey(change));
      }
    }
    return all;
  }

  private static Change deleteOfOldKey(Change c) {
    return new Change(
        c.source(),
        c.keyBefore(),
        null,
        Change.Op.D,
        c.at(),
        c.load(),
        c.position(),
        c.file(),
        c.row(),
        null,
        Map.of(),
        false,
        c.digest());
  }
}
