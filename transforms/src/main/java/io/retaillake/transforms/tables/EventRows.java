package io.retaillake.transforms.tables;

import io.retaillake.transforms.admission.AdmissionRules;
import io.retaillake.transforms.admission.AdmittedFrame;
import io.retaillake.transforms.admission.AdmittedRange;
import io.retaillake.transforms.admission.EventReader;
import io.retaillake.transforms.admission.Verdict;
import io.retaillake.transforms.delta.RowMapper;
import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.kafka.Frame;

/** Walks over the accepted records of a judged range, decoding each again for its row. */
abstract class EventRows implements RowMapper<AdmittedRange> {

  private final AdmissionRules rules;
  private transient EventReader reader;

  EventRows(AdmissionRules rules) {
    this.rules = rules;
  }

  @Override
  public final void map(AdmittedRange range, RowSink rows) {
    if (reader == null) {
      reader = rules.newReader();
    }
    for (AdmittedFrame admitted : range.frames()) {
      Frame.Cursor record = admitted.frame().cursor();
      while (record.advance()) {
        Verdict verdict = admitted.verdict(record.index());
        if (isRow(verdict)) {
          if (!reader.read(record)) {
            throw new IllegalStateException(
                "a record that was accepted can't be read any more: " + reader.rejection());
          }
          row(admitted, record, verdict, reader.event(), rows);
        }
      }
    }
  }

  /** True if a record with this verdict has a row. */
  abstract boolean isRow(Verdict verdict);

  abstract void row(
      AdmittedFrame admitted,
      Frame.Cursor record,
      Verdict verdict,
      RetailEvent event,
      RowSink rows);
}
