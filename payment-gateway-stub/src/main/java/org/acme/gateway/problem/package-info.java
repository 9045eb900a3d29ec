/** RFC 9457 problem documents, and JSON that is read strictly. */
@NullMarked
package org.acme.gateway.problem;

import org.jspecify.annotations.NullMarked;
