/**
 * Customer lifetime value: how often a customer will buy (BG/NBD), for how much (Gamma-Gamma), what
 * that is worth today, and how well such a forecast did on a part of the past that it was not
 * shown. Histories may be one row a customer or one row for many alike, so that a distributed job
 * can add them up first. Reading and writing files is not here.
 */
package io.retaillake.models.value;
