/** The page in a real browser, as a person sees and uses it. */
package io.retaillake.dashboard.browser;
