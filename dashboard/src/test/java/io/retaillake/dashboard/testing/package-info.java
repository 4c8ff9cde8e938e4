/** A small shop with known figures, and a server of it, for the tests of the page and its API. */
package io.retaillake.dashboard.testing;
