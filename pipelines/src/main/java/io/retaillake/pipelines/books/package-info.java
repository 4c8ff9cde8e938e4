/**
 * The books: what went in and what is in the tables, read back from the tables themselves, and
 * whether it adds up.
 */
package io.retaillake.pipelines.books;
