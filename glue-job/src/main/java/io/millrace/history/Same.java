package io.millrace.history;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;
import scala.collection.Iterator;
import scala.collection.Map;
import scala.collection.Seq;

/**
 * When two values of a column are the same (rule 9): null is null, NaN is NaN, -0.0 is 0.0, 1.0 is
 * 1.00, and nested values are what they hold.
 */
final class Same {

  private Same() {}

  static boolean in(List<Integer> columns, Row a, Row b) {
    for (int column : columns) {
      if (!values(a.get(column), b.get(column))) {
        return false;
      }
    }
    return true;
  }

  static boolean values(Object a, Object b) {
    if (a == b || a == null || b == null) {
      return a == b;
    }
    if (a instanceof Double x && b instanceof Double y) {
      return x.doubleValue() == y.doubleValue() || (x.isNaN() && y.isNaN());
    }
    if (a instanceof Float x && b instanceof Float y) {
      return x.floatValue() == y.floatValue() || (x.isNaN() && y.isNaN());
    }
    if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
      return x.compareTo(y) == 0;
    }
    if (a instanceof byte[] x && b instanceof byte[] y) {
      return Arrays.equals(x, y);
    }
    if (a instanceof Row x && b instanceof Row y) {
      return x.size() == y.size() && elements(x.toSeq(), y.toSeq());
    }
    if (a instanceof Seq<?> x && b instanceof Seq<?> y) {
      return x.size() == y.size() && elements(x, y);
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      return x.size() == y.size() && entries(x, y);
    }
    return Objects.equals(a, b);
  }

  private static boolean elements(Seq<?> a, Seq<?> b) {
    Iterator<?> ofA = a.iterator();
    Iterator<?> ofB = b.iterator();
    while (ofA.hasNext()) {
      if (!values(ofA.next(), ofB.next())) {
        return false;
      }
    }
    return true;
  }

  /** Whatever the order of the entries: a map has none. */
  private static <K, V> boolean entries(Map<K, V> a, Map<?, ?> b) {
    @SuppressWarnings("unchecked")
    var other = (Map<K, ?>) b;
    Iterator<K> keys = a.keysIterator();
    while (keys.hasNext()) {
      K key = keys.next();
      if (!other.contains(key) || !values(a.apply(key), other.apply(key))) {
        return false;
      }
    }
    return true;
  }
}
