/**
 * The way in: reading a topic with a watermark made of event time, and gathering its records into
 * frames that keep a partition's order. What a record means is not known here.
 */
package io.retaillake.transforms.kafka;
