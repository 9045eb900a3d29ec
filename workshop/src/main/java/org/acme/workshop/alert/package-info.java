/**
 * Receives alerts of Prometheus from Alertmanager, keeps them for a while, and shows them on the
 * page.
 */
@NullMarked
package org.acme.workshop.alert;

import org.jspecify.annotations.NullMarked;
