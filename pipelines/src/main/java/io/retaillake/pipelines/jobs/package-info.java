/**
 * What the programs that fit models share: the model that workers pass to each other and to the
 * program that started them, and what every tracked run is tagged with. What a model is, is in the
 * module {@code models}.
 */
package io.retaillake.pipelines.jobs;
