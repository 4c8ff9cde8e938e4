/**
 * What every program of the platform shares on the command line: exit codes, errors that a user can
 * mend, and the line that shows progress. What a program does is not here.
 */
package io.retaillake.pipelines.cli;
