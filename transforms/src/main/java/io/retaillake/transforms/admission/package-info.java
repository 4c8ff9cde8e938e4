/**
 * The verdict on a record: replayed or new, readable or not, on time or late, first or duplicate.
 * Each rule is a plain class; {@link io.retaillake.transforms.admission.AdmitEvents} wires them to
 * state. What the tables look like is not known here.
 */
package io.retaillake.transforms.admission;
