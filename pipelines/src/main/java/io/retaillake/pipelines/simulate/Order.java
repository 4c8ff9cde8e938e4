package io.retaillake.pipelines.simulate;

import java.math.BigDecimal;

/**
 * What one purchase buys. The recipe's order value comes first: quantity, price a piece and article
 * are then chosen to fit it, so that price times quantity is the order value, to within a cent a
 * piece.
 *
 * @param onSale whether the price paid is a tenth below the list price
 */
record Order(Sku sku, BigDecimal price, int quantity, BigDecimal revenue, boolean onSale) {

  private static final double SALE_SHARE = 0.25;
  private static final double PRICE_BEFORE_SALE = 1 / 0.9;
  private static final double SINGLE = 0.72;
  private static final double PAIR = 0.90;
  private static final double TRIPLE = 0.97;
  private static final int DEPARTMENT_TRIES = 6;

  /** The order of this seed: the same at the purchase and at the return. */
  static Order of(Customer customer, Shopper shopper, long orderSeed) {
    SeededRandom random = new SeededRandom(orderSeed);
    double valueUsd = random.gamma(CustomerKind.ORDER_SHAPE, 1 / customer.orderRate());
    int quantity = drawQuantity(random);
    long priceCents = Math.max(1, Math.round(valueUsd * 100 / quantity));
    boolean onSale = random.chance(SALE_SHARE);
    long listPriceCents = onSale ? Math.round(priceCents * PRICE_BEFORE_SALE) : priceCents;
    Sku sku = Catalogue.skuNear(department(shopper, listPriceCents, random), listPriceCents);
    return new Order(
        sku,
        BigDecimal.valueOf(priceCents, 2),
        quantity,
        BigDecimal.valueOf(priceCents * quantity, 2),
        onSale);
  }

  private static int drawQuantity(SeededRandom random) {
    double place = random.uniform();
    if (place < SINGLE) {
      return 1;
    }
    if (place < PAIR) {
      return 2;
    }
    return place < TRIPLE ? 3 : 4;
  }

  private static Category department(Shopper shopper, long priceCents, SeededRandom random) {
    for (int attempt = 0; attempt < DEPARTMENT_TRIES; attempt++) {
      Category category = shopper.department(random);
      if (category.sellsAt(priceCents)) {
        return category;
      }
    }
    return Category.ELECTRONICS;
  }
}
