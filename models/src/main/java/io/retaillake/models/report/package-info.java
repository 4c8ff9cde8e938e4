/**
 * The JSON forms of fitted models and of reports: what is in a file that one command writes and
 * another, or another program, reads. How models are fitted is not here.
 */
package io.retaillake.models.report;
