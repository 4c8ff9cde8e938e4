/**
 * A file of the user's own orders becomes events on the topic. Reading rows, turning a row into an
 * event by a mapping, and the program that sends them live here; what makes an event acceptable is
 * judged by the pipeline, not here.
 */
package io.retaillake.pipelines.replay;
