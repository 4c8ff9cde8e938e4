/** The first command: everything at once, on a laptop. */
package io.retaillake.pipelines.demo;
