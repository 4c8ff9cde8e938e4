/**
 * Who the customers are: K-Means on standardised features, how many segments there are and why,
 * what to call them, and how stable they are. What comes out depends on what is in the rows and on
 * the seed, not on the rows' order. Reading and writing files is not here.
 */
package io.retaillake.models.segments;
