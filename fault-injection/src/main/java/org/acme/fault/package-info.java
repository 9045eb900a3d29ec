@NullMarked
package org.acme.fault;

import org.jspecify.annotations.NullMarked;
