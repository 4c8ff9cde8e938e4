/**
 * The record of model runs: what went in, what came out, which model is in use. One interface, a
 * log of JSON files that needs nothing, and MLflow. Which figures a run records is up to who runs
 * the model.
 */
package io.retaillake.models.tracking;
