/**
 * Receives alerts of Prometheus from Alertmanager, keeps them for a while, and shows them on the
 * page. Without an Alertmanager it shows the openings of breakers instead.
 */
@NullMarked
package org.acme.workshop.alert;

import org.jspecify.annotations.NullMarked;
