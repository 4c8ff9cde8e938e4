/** The chaos harness of {@code chaos/}, at the size of a build. See docs/chaos.md. */
package io.retaillake.pipelines.chaos;
