/** Contains what all remote calls share: how a client is built and what counts as a failure. */
@NullMarked
package org.acme.checkout.remote;

import org.jspecify.annotations.NullMarked;
