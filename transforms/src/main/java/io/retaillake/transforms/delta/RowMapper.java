package io.retaillake.transforms.delta;

import java.io.Serializable;
import java.util.List;
import org.apache.avro.generic.GenericRecord;

/**
 * Makes a table's rows of one element: none, one or many. Made once for each worker thread's copy
 * of a writer; need not be thread-safe.
 */
@FunctionalInterface
public interface RowMapper<T> extends Serializable {

  void map(T element, RowSink rows);

  /** Takes rows. */
  interface RowSink {

    /**
     * Writes a row of the table's {@linkplain io.retaillake.lakehouse.TableDefinition#fileSchema()
     * file schema}, with the values of its partition columns in their order, as Delta writes them.
     */
    void write(GenericRecord row, List<String> partitionValues);
  }
}
