/** Shows and controls breakers over HTTP while the application runs. */
@NullMarked
package org.acme.breaker.quarkus.admin;

import org.jspecify.annotations.NullMarked;
