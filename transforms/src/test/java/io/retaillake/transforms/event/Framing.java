package io.retaillake.transforms.event;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** Frames records as Confluent's serialisers do, and spoils records as the world does. */
public final class Framing {

  private Framing() {}

  public static byte[] frame(int schemaId, byte[] avro) {
    return ByteBuffer.allocate(5 + avro.length).put((byte) 0).putInt(schemaId).put(avro).array();
  }

  /** A copy with a few bytes changed, cut off, put in or taken out. */
  public static byte[] mutate(byte[] bytes, Random random) {
    byte[] mutated = bytes.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && mutated.length > 0; i++) {
      int at = random.nextInt(mutated.length);
      switch (random.nextInt(4)) {
        case 0 -> mutated[at] = (byte) random.nextInt();
        case 1 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> mutated = Arrays.copyOf(mutated, at);
        default -> {
          byte[] shifted = Arrays.copyOf(mutated, mutated.length + 1);
          System.arraycopy(mutated, at, shifted, at + 1, mutated.length - at);
          mutated = shifted;
        }
      }
    }
    return mutated;
  }
}
