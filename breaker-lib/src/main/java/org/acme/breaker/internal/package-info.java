/**
 * Classes that several parts share. Not exported by the module: users cannot use them.
 *
 * <ul>
 *   <li>{@code Answer} and {@code Failures}: the future that each part returns to its caller, and
 *       its exceptions;
 *   <li>{@code Window} and its implementations: how many of the latest calls failed or were slow,
 *       counted without locks;
 *   <li>{@code ListenerList} and {@code FailureLog}: listeners whose exceptions are logged, and
 *       that log;
 *   <li>{@code Durations}, {@code Fields}, {@code SystemTicker}: a few lines that all parts need.
 * </ul>
 */
@NullMarked
package org.acme.breaker.internal;

import org.jspecify.annotations.NullMarked;
