package org.acme.workshop.scenario.judge;

/**
 * A number that was measured.
 *
 * @param words the number as people read it, with what it is made of
 */
record Reading(double value, String words) {}
