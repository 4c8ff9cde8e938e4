package io.retaillake.lakehouse.internal.flat;

import java.io.IOException;

/** Takes rows; each is valid during the call only. */
@FunctionalInterface
public interface RowConsumer {
  void accept(FlatRow row) throws IOException;
}
