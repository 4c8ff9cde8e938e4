package io.retaillake.pipelines.simulate;

import java.math.BigDecimal;

/**
 * An article of the catalogue.
 *
 * @param id such as {@code FUR-017}
 * @param listPrice what the shop asks for it, in USD with two decimals
 */
record Sku(String id, Category category, String brand, BigDecimal listPrice) {}
