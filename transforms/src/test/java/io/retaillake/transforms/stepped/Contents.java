package io.retaillake.transforms.stepped;

import io.retaillake.transforms.windows.RevenueSum;
import java.util.List;
import java.util.Map;

/** What tables hold, but for times of processing: rows in order, as often as they are there. */
public record Contents(
    List<String> bronze,
    List<String> silver,
    List<String> quarantine,
    Map<TellingWindows.Window, RevenueSum> windows) {}
