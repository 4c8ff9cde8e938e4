/**
 * What is known of each customer: from the events of silver to features, purchase history and
 * baskets, and the scores by fifths that SQL's {@code NTILE(5)} gives. The rules are plain classes;
 * the steps only wire them. How the results lie in tables is not here.
 */
package io.retaillake.transforms.features;
