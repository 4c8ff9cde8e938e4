/**
 * Kafka as the programs use it: a real broker in this process for those who have none, and a small
 * helper to look at topics. What is read from or written to a topic is not here.
 */
package io.retaillake.pipelines.kafka;
