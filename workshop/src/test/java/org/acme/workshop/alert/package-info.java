/** What Alertmanager tells, from the wire to the page's JSON. */
@NullMarked
package org.acme.workshop.alert;

import org.jspecify.annotations.NullMarked;
