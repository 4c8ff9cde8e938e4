/**
 * The page and its API over HTTP, by the JDK's server: routes, who may ask and how often, headers,
 * and the stream of events that keeps pages live. What is answered is made elsewhere.
 */
package io.retaillake.dashboard.server;
