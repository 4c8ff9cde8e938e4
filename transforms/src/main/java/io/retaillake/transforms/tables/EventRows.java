package io.retaillake.transforms.tables;

import io.retaillake.transforms.admission.AdmissionRules;
import io.retaillake.transforms.admission.AdmittedFrame;
import io.retaillake.transforms.admission.AdmittedRange;
import io.retaillake.transforms.admission.Verdict;
import io.retaillake.transforms.delta.RowMapper;
import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.event.RetailEventCodec;
import io.retaillake.transforms.event.UndecodableEventException;
import io.retaillake.transforms.kafka.Frame;

/** Walks over the accepted records of a judged range, decoding each again for its row. */
abstract class EventRows implements RowMapper<AdmittedRange> {

  private final AdmissionRules rules;
  private transient RetailEventCodec codec;
  private transient EventRowFiller filler;

  EventRows(AdmissionRules rules) {
    this.rules = rules;
  }

  @Override
  public final void map(AdmittedRange range, RowSink rows) {
    if (codec == null) {
      codec = rules.codecFactory().create();
      filler = new EventRowFiller();
    }
    for (AdmittedFrame admitted : range.frames()) {
      Frame.Cursor record = admitted.frame().cursor();
      while (record.advance()) {
        Verdict verdict = admitted.verdict(record.index());
        if (isRow(verdict)) {
          row(admitted, record, verdict, decode(record), filler, rows);
        }
      }
    }
  }

  private RetailEvent decode(Frame.Cursor record) {
    try {
      return codec.decode(record.buffer(), record.valueStart(), record.valueLength());
    } catch (UndecodableEventException e) {
      throw new IllegalStateException(
          "a record that was accepted can't be read any more: " + e.reason(), e);
    }
  }

  /** True if a record with this verdict has a row. */
  abstract boolean isRow(Verdict verdict);

  abstract void row(
      AdmittedFrame admitted,
      Frame.Cursor record,
      Verdict verdict,
      RetailEvent event,
      EventRowFiller filler,
      RowSink rows);
}
