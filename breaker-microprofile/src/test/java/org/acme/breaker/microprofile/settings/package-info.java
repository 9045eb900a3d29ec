@NullMarked
package org.acme.breaker.microprofile.settings;

import org.jspecify.annotations.NullMarked;
