package org.acme.workshop.scenario.judge;

/**
 * A measured number, with its text.
 *
 * @param words the number as people read it, with its components
 */
record Reading(double value, String words) {}
