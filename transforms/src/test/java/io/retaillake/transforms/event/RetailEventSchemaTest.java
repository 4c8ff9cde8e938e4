package io.retaillake.transforms.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.beam.sdk.schemas.NoSuchSchemaException;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.SchemaRegistry;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

class RetailEventSchemaTest {

  private final SchemaRegistry schemas = SchemaRegistry.createDefault();

  @Test
  void theBeamSchemaHasTheContractsFieldsUnderTheContractsNames() throws NoSuchSchemaException {
    assertThat(schemas.getSchema(RetailEvent.class).getFieldNames())
        .containsExactlyInAnyOrderElementsOf(
            EventContract.schema().getFields().stream()
                .map(field -> field.name().equals("event_ts") ? "event_ts_micros" : field.name())
                .toList());
  }

  @Test
  void everyFieldMayBeNull() throws NoSuchSchemaException {
    assertThat(schemas.getSchema(RetailEvent.class).getFields())
        .allMatch(field -> field.getType().getNullable(), "is nullable");
    assertThat(schemas.getSchema(RetailEvent.class).getField("price").getType())
        .isEqualTo(Schema.FieldType.DECIMAL.withNullable(true));
  }

  @Test
  void anEventComesBackFromARowEqual() throws NoSuchSchemaException {
    RetailEvent event = TestEvents.purchase();
    Row row = schemas.getToRowFunction(RetailEvent.class).apply(event);

    assertThat(row.getString("event_id")).isEqualTo(event.getEventId());
    assertThat(schemas.getFromRowFunction(RetailEvent.class).apply(row)).isEqualTo(event);
    RetailEvent blank = RetailEvent.builder().build();
    assertThat(
            schemas
                .getFromRowFunction(RetailEvent.class)
                .apply(schemas.getToRowFunction(RetailEvent.class).apply(blank)))
        .isEqualTo(blank);
  }
}
