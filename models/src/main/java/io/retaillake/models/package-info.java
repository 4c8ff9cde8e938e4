/**
 * What a customer is worth, who customers are, and whether a campaign pays: plain Java on Commons
 * Math, usable with nothing but a CSV. Here is only what all models share; each model has a package
 * of its own below. Nothing here knows of Beam or of the lakehouse's tables.
 */
package io.retaillake.models;
