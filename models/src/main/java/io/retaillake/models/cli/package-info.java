/**
 * The command line of the models, for people with a CSV and no lakehouse: commands, tables in and
 * out, exit codes. What a command computes is not here.
 */
package io.retaillake.models.cli;
