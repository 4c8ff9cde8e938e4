package io.retaillake.pipelines.simulate;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * The shop's articles: 40 in each category, their list prices rising from the cheapest to the
 * dearest by equal factors, so that there is one near to any price.
 */
final class Catalogue {

  private static final int ARTICLES = 40;
  private static final int BRAND_STRIDE = 7;

  private static final ImmutableMap<Category, ImmutableList<Sku>> SKUS =
      Maps.toMap(Arrays.asList(Category.values()), Catalogue::articles);

  private Catalogue() {}

  /** Any article of the category, the cheaper ones more often. */
  static Sku anySku(Category category, SeededRandom random) {
    return SKUS.get(category).get(Math.min(random.below(ARTICLES), random.below(ARTICLES)));
  }

  /** The category's article whose list price is nearest to this price, as a ratio. */
  static Sku skuNear(Category category, long priceCents) {
    double ratio = (double) priceCents / category.cheapestCents();
    long place = Math.round(StrictMath.log(ratio) / logPriceStep(category));
    return SKUS.get(category).get((int) Math.max(0, Math.min(place, ARTICLES - 1)));
  }

  private static ImmutableList<Sku> articles(Category category) {
    ImmutableList.Builder<Sku> articles = ImmutableList.builder();
    for (int article = 0; article < ARTICLES; article++) {
      double factor = StrictMath.exp(article * logPriceStep(category));
      long wholeUsd = (long) (category.cheapestCents() * factor) / 100;
      articles.add(
          new Sku(
              String.format("%s-%03d", category.skuPrefix(), article + 1),
              category,
              category.brands().get(article * BRAND_STRIDE % category.brands().size()),
              BigDecimal.valueOf(wholeUsd * 100 + 99, 2)));
    }
    return articles.build();
  }

  private static double logPriceStep(Category category) {
    double range = (double) category.dearestCents() / category.cheapestCents();
    return StrictMath.log(range) / (ARTICLES - 1);
  }
}
