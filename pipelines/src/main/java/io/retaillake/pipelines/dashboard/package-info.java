/**
 * The program that serves the page. What the page shows, its API and its server are the dashboard
 * module's.
 */
package io.retaillake.pipelines.dashboard;
