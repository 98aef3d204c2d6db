package io.millrace.transform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * A value's HMAC-SHA256 under a salt, behind the salt's own version: digests of two salts are told
 * apart, e.g. {@code 3f2a90c1:9b74…}. As a function of its own, since a literal stands in Spark's
 * plans, and those in logs and in the history server.
 */
final class SaltedDigest implements UDF1<String, String> {

  private static final long serialVersionUID = 1;
  private static final String ALGORITHM = "HmacSHA256";
  private static final int VERSION_LENGTH = 8;

  private final byte[] salt;
  private final String version;

  private SaltedDigest(String salt) {
    this.salt = salt.getBytes(StandardCharsets.UTF_8);
    this.version = hmac("millrace salt version").substring(0, VERSION_LENGTH);
  }

  static UserDefinedFunction of(String salt) {
    return functions.udf(new SaltedDigest(salt), DataTypes.StringType);
  }

  /** A number from the salt that does not tell it: fit to stand in a plan. */
  static long seed(String salt) {
    return Long.parseUnsignedLong(
        new SaltedDigest(salt).hmac("millrace seed").substring(0, 16), 16);
  }

  @Override
  public String call(String text) {
    return text == null ? null : version + ":" + hmac(text);
  }

  private String hmac(String text) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(salt, ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
