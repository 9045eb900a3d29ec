/** What Prometheus finds alarming: told by Alertmanager, kept for a while, shown on the page. */
@NullMarked
package org.acme.workshop.alert;

import org.jspecify.annotations.NullMarked;
