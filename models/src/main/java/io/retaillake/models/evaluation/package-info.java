/**
 * How well a model of customer value forecasts: it is fitted to a first part of the past and held
 * against the rest, beside two forecasts that need no model. Also what turns single purchases into
 * the histories that the models are fitted to.
 */
package io.retaillake.models.evaluation;
