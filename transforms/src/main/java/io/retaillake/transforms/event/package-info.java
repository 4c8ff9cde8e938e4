/**
 * The event and its contract: the Avro schema, the Java value, and the codec between them and bytes
 * on the wire. What makes an event acceptable is judged in {@code admission}, not here.
 */
package io.retaillake.transforms.event;
