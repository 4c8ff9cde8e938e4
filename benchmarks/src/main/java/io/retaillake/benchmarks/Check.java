package io.retaillake.benchmarks;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.pipelines.books.Books;
import io.retaillake.pipelines.books.BooksReader;
import io.retaillake.transforms.tables.BronzeEvents;
import io.retaillake.transforms.tables.QuarantineEvents;
import io.retaillake.transforms.tables.RevenueWindows;
import io.retaillake.transforms.tables.SilverEvents;
import java.util.List;
import java.util.Locale;

/** Prints what a lakehouse holds, in a line that is the same for all who did the same work. */
public final class Check {

  private static final List<TableDefinition> TABLES =
      List.of(BronzeEvents.TABLE, SilverEvents.TABLE, QuarantineEvents.TABLE, RevenueWindows.TABLE);

  private Check() {}

  public static void main(String[] args) {
    // The native job and the floor make no quarantine; what they leave out is not in bronze.
    TABLES.forEach(table -> DeltaTable.openOrCreate(args[0], table));
    Books books = new BooksReader(args[0]).read(0);
    System.out.printf(
        Locale.ROOT,
        "bronze %d silver %d late %d too-late %d revenue %s in-windows %s%n",
        books.bronze(),
        books.silver(),
        books.late(),
        books.tooLate(),
        books.silverRevenue(),
        books.windowRevenue());
  }
}
