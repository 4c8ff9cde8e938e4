package io.retaillake.transforms.stepped;

import io.retaillake.transforms.admission.AdmittedRange;
import io.retaillake.transforms.windows.RevenueWindow;
import java.util.List;

/** The tables at the end of a {@link SteppedStream}. */
public interface Tables {

  /** The tables that ranges go to. */
  enum Ledgered {
    BRONZE,
    SILVER,
    QUARANTINE
  }

  /** Appends ranges that follow on, or that the table holds in whole or in part. */
  void append(Ledgered table, List<AdmittedRange> ranges);

  void appendWindows(List<RevenueWindow> rows);

  Contents contents();
}
