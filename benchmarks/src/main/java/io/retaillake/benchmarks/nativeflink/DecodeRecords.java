package io.retaillake.benchmarks.nativeflink;

import io.retaillake.benchmarks.Settings;
import io.retaillake.transforms.admission.EventReader;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes records; what is no acceptable event goes no further. */
final class DecodeRecords implements KafkaRecordDeserializationSchema<Decoded> {

  private static final long serialVersionUID = 1L;

  private transient EventReader reader;

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    reader = Settings.rules().newReader();
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Decoded> out) {
    byte[] value = record.value();
    if (reader.read(value, 0, value == null ? -1 : value.length, record.timestamp())) {
      out.collect(
          new Decoded(
              reader.event(),
              value,
              record.partition(),
              record.offset(),
              record.timestamp(),
              reader.eventMillis()));
    }
  }

  @Override
  public TypeInformation<Decoded> getProducedType() {
    return TypeInformation.of(Decoded.class);
  }
}
