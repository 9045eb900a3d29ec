/** What watches a service, answered on the event loop: also while every worker thread is busy. */
@NullMarked
package org.acme.chassis.watching;

import org.jspecify.annotations.NullMarked;
