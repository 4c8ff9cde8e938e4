package io.retaillake.pipelines.activation;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Where changes go. May be given the same changes again: that makes no difference. */
interface Destination extends AutoCloseable {

  /**
   * What a destination holds that there is no record of.
   *
   * @param lastPublication the newest that it has seen, 0 if none
   * @param users who are in it
   */
  record Holdings(long lastPublication, Set<String> users) {}

  /** Looks what is there already, for a publisher that has lost its record or never had one. */
  Holdings holdings() throws SQLException;

  /** Takes changes, all of them or none. */
  void deliver(List<Change> changes) throws SQLException;

  @Override
  void close() throws SQLException;

  /** The publication's file is all there is to deliver. */
  static Destination file() {
    return new Destination() {
      @Override
      public Holdings holdings() {
        return new Holdings(0, Set.of());
      }

      @Override
      public void deliver(List<Change> changes) {}

      @Override
      public void close() {}
    };
  }
}
