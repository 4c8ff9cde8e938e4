/**
 * Back from the quarantine: records that were refused go to the topic again, each once, after what
 * made them unreadable was mended. What refuses them is not here but in {@code transforms}.
 */
package io.retaillake.pipelines.quarantine;
