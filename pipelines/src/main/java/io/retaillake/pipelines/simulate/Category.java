package io.retaillake.pipelines.simulate;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;

/** A department of the shop: its brands, its cheapest and its dearest article. */
enum Category {
  ELECTRONICS("ELE", 9, 25, 4_000, "Voltaro", "Nimbus", "Kestrel", "Arclight", "Pixelor"),
  FURNITURE("FUR", 6, 70, 6_000, "Oakhall", "Nordheim", "Casavel", "Timberly", "Linden"),
  APPLIANCES("APP", 6, 40, 3_000, "Brightwell", "Hearthco", "Ovanta", "Purelane", "Wattson"),
  FASHION("FAS", 14, 12, 900, "Marlowe", "Sable", "Threadline", "Verano", "Juniper"),
  BEAUTY("BEA", 9, 6, 400, "Lumea", "Rosehip", "Solace", "Velvetine", "Dewdrop"),
  SPORTS("SPO", 9, 15, 1_800, "Summit", "Stride", "Torrent", "Peakline", "Fieldhouse"),
  TOYS("TOY", 8, 8, 500, "Wonderkin", "Blockly", "Puzzlewood", "Tinkers", "Rollo"),
  BOOKS("BOO", 9, 5, 250, "Inkwell", "Folio", "Papertree", "Quarto", "Harbour"),
  GROCERY("GRO", 11, 4, 300, "Greenfold", "Millstone", "Sunpress", "Orchard", "Saltbay"),
  JEWELLERY("JEW", 4, 50, 5_000, "Aurelle", "Goldmark", "Celestine", "Opaline", "Regent"),
  GARDEN("GAR", 7, 14, 1_500, "Fernside", "Rootwell", "Terravita", "Bloomfield", "Hedgerow"),
  PET_SUPPLIES("PET", 8, 6, 450, "Pawsome", "Whiskers", "Barkley", "Featherby", "Aquanest");

  private static final ImmutableList<Category> ALL = ImmutableList.copyOf(values());
  private static final int POPULARITY_SUM =
      ALL.stream().mapToInt(category -> category.popularity).sum();

  private final String wireName;
  private final String skuPrefix;
  private final int popularity;
  private final long cheapestCents;
  private final long dearestCents;
  private final ImmutableList<String> brands;

  Category(String skuPrefix, int popularity, int cheapestUsd, int dearestUsd, String... brands) {
    this.wireName = Ascii.toLowerCase(name());
    this.skuPrefix = skuPrefix;
    this.popularity = popularity;
    this.cheapestCents = cheapestUsd * 100L;
    this.dearestCents = dearestUsd * 100L;
    this.brands = ImmutableList.copyOf(brands);
  }

  /** Any category, the popular ones more often. */
  static Category draw(SeededRandom random) {
    int place = random.below(POPULARITY_SUM);
    for (Category category : ALL) {
      place -= category.popularity;
      if (place < 0) {
        return category;
      }
    }
    throw new AssertionError("popularities add up to " + POPULARITY_SUM);
  }

  /** The value of the event's field {@code category}. */
  String wireName() {
    return wireName;
  }

  String skuPrefix() {
    return skuPrefix;
  }

  long cheapestCents() {
    return cheapestCents;
  }

  long dearestCents() {
    return dearestCents;
  }

  ImmutableList<String> brands() {
    return brands;
  }

  /** Whether articles of this price can be had here. */
  boolean sellsAt(long priceCents) {
    return priceCents >= cheapestCents && priceCents <= dearestCents;
  }

  /** The department that customers of this one also buy from. */
  Category companion() {
    return switch (this) {
      case ELECTRONICS, GARDEN -> APPLIANCES;
      case FURNITURE -> GARDEN;
      case APPLIANCES -> FURNITURE;
      case FASHION, SPORTS, JEWELLERY -> BEAUTY;
      case BEAUTY -> FASHION;
      case TOYS -> BOOKS;
      case BOOKS -> TOYS;
      case GROCERY -> PET_SUPPLIES;
      case PET_SUPPLIES -> GROCERY;
    };
  }
}
