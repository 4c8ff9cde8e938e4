/**
 * Laws of the stream as a whole, tried on random topics: the rules of admission with all that is
 * around them made simple enough to be stepped, crashed and started again by a test.
 */
package io.retaillake.transforms.stepped;
