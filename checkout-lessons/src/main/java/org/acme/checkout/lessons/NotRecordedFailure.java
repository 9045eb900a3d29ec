package org.acme.checkout.lessons;

import java.io.Serial;
import org.acme.breaker.NotRecorded;
import org.acme.checkout.remote.RemoteFailure;

/**
 * A failure that the breaker does not record, because of the belief that only timeouts are
 * failures.
 */
final class NotRecordedFailure extends RemoteFailure implements NotRecorded {

    @Serial private static final long serialVersionUID = 1L;

    NotRecordedFailure(RemoteFailure failure) {
        super(failure.service(), failure.kind(), "");
    }
}
