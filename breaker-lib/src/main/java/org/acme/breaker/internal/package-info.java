/**
 * What several parts are built upon. Not exported by the module: nothing here is for users.
 *
 * <ul>
 *   <li>{@code Answer} and {@code Failures}: the stage that each part hands to its caller, and what
 *       it fails with;
 *   <li>{@code Window} and its implementations: how many of the latest calls failed or were slow,
 *       counted without locks;
 *   <li>{@code ListenerList} and {@code FailureLog}: listeners that can do no harm, and the log of
 *       what code of users throws;
 *   <li>{@code Durations}, {@code Fields}, {@code SystemTicker}: a few lines that all parts share.
 * </ul>
 */
@NullMarked
package org.acme.breaker.internal;

import org.jspecify.annotations.NullMarked;
