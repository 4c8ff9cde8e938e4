package io.retaillake.models.experiment;

import io.retaillake.models.ModelException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A place between 0 and 1 for each customer, which a salt alone decides: the same for the same
 * customer and salt for ever and in every language, and for two salts as independent as two throws
 * of dice.
 *
 * <p>It is the first 53 bits of SHA-256 of {@code salt + "/" + customer} in UTF-8, as a fraction.
 * In Python: {@code (int.from_bytes(sha256(f"{salt}/{user}".encode()).digest()[:8], "big") >> 11) /
 * 2**53}.
 *
 * <p>Not safe for use by several threads: one each.
 */
public final class SaltedHash {

  private static final int UNUSED_BITS = 11;

  private final MessageDigest digest;
  private final byte[] prefix;

  /**
   * @param salt the experiment's own: another one for each experiment
   * @throws ModelException WRONG_SETTING if it is blank
   */
  public SaltedHash(String salt) {
    if (salt.isBlank()) {
      throw ModelException.wrongSetting(
          "an experiment needs a salt",
          "without one all experiments would have the same groups",
          "Give a name of its own to each experiment");
    }
    this.prefix = (salt + "/").getBytes(StandardCharsets.UTF_8);
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /** The customer's place, at least 0 and below 1. */
  public double place(String customer) {
    digest.update(prefix);
    byte[] hash = digest.digest(customer.getBytes(StandardCharsets.UTF_8));
    return (ByteBuffer.wrap(hash).getLong() >>> UNUSED_BITS) * 0x1.0p-53;
  }
}
