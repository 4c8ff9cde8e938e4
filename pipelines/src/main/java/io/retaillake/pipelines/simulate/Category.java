package io.retaillake.pipelines.simulate;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.util.stream.Stream;

/**
 * A department of the shop: 40 articles of five brands, whose list prices rise from the cheapest to
 * the dearest by equal factors.
 */
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
  private static final int POPULARITY_SUM = Stream.of(values()).mapToInt(c -> c.popularity).sum();

  private final String wireName;
  private final int popularity;
  private final long cheapestCents;
  private final long dearestCents;
  private final double logPriceStep;
  private final ImmutableList<Sku> skus;

  Category(String code, int popularity, int cheapestUsd, int dearestUsd, String... brands) {
    this.wireName = Ascii.toLowerCase(name());
    this.popularity = popularity;
    this.cheapestCents = cheapestUsd * 100L;
    this.dearestCents = dearestUsd * 100L;
    this.logPriceStep = StrictMath.log((double) dearestUsd / cheapestUsd) / (Size.ARTICLES - 1);
    ImmutableList.Builder<Sku> articles = ImmutableList.builder();
    for (int article = 0; article < Size.ARTICLES; article++) {
      long cents = (long) (cheapestCents * StrictMath.exp(article * logPriceStep));
      articles.add(
          new Sku(
              String.format("%s-%03d", code, article + 1),
              this,
              brands[article * 7 % brands.length],
              BigDecimal.valueOf(cents / 100 * 100 + 99, 2)));
    }
    this.skus = articles.build();
  }

  /** The value of the event's field {@code category}. */
  String wireName() {
    return wireName;
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

  /** Whether articles of this price can be had here. */
  boolean sellsAt(long priceCents) {
    return priceCents >= cheapestCents && priceCents <= dearestCents;
  }

  /** Any article, the cheaper ones more often. */
  Sku anySku(SeededRandom random) {
    return skus.get(Math.min(random.below(Size.ARTICLES), random.below(Size.ARTICLES)));
  }

  /** The article whose list price is nearest to this price, as a ratio. */
  Sku skuNear(long priceCents) {
    double ratio = (double) Math.max(priceCents, cheapestCents) / cheapestCents;
    long place = Math.round(StrictMath.log(ratio) / logPriceStep);
    return skus.get((int) Math.min(place, Size.ARTICLES - 1));
  }

  /** Holds what the constants need while they are made, when the enum has no constants yet. */
  private static final class Size {
    static final int ARTICLES = 40;
  }
}
