/**
 * The figures of the page as JSON: filters, key figures, customers, and the OpenAPI document that
 * describes them. Nothing here knows of HTTP's wire.
 */
package io.retaillake.dashboard.api;
