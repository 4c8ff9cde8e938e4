package io.retaillake.pipelines.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class OrderTest {

  private static final int ORDERS = 20_000;

  private final Customer customer = new Customer(3, CustomerKind.REGULAR, 1, 42);
  private final Shopper shopper = Shopper.of(customer, 42);

  @Test
  void priceTimesQuantityIsTheRevenueAndTheOrderValueToACentAPiece() {
    for (long seed = 0; seed < ORDERS; seed++) {
      Order order = order(seed);
      double drawnUsd =
          new SeededRandom(seed).gamma(CustomerKind.ORDER_SHAPE, 1 / customer.orderRate());

      assertThat(order.revenue())
          .isEqualTo(order.price().multiply(BigDecimal.valueOf(order.quantity())))
          .isPositive();
      assertThat(order.revenue().doubleValue())
          .isCloseTo(drawnUsd, within(0.01 * order.quantity()));
    }
  }

  @Test
  void theArticleCostsAboutWhatIsPaid() {
    int unlike = 0;
    for (long seed = 0; seed < ORDERS; seed++) {
      Order order = order(seed);
      double paid = order.price().doubleValue() * (order.onSale() ? 1 / 0.9 : 1);
      double ratio = paid / order.sku().listPrice().doubleValue();
      unlike += ratio < 0.85 || ratio > 1.15 ? 1 : 0;
    }

    assertThat(unlike).isLessThan(ORDERS / 50);
  }

  @Test
  void theSameSeedGivesTheSameOrder() {
    assertThat(order(5)).isEqualTo(order(5));
    assertThat(order(5)).isNotEqualTo(order(6));
  }

  private Order order(long seed) {
    return Order.of(customer, shopper, seed);
  }
}
