package org.acme.chassis.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * The limit up to which the books can be read without missing a change: every transaction that
 * could still write to this service's tables has this number or a higher one.
 *
 * <p>{@code pg_snapshot_xmin} would be simpler, but it is held back by any transaction of the
 * whole server. A transaction locks a table before it gets a number for writing to it, so a
 * running one that holds locks on other schemas or databases and none on this schema is not one of
 * ours. One that holds no such lock counts as ours, to be on the safe side. The locks must be
 * looked at before the snapshot that reads the changes: whatever ended in between is in that
 * snapshot.
 *
 * <p>A transaction has its number for an instant before it holds the lock on that number. The
 * number of each session in {@code pg_stat_activity} covers that instant, and the locks cover
 * prepared transactions, which have no session.
 *
 * @param transaction only changes of transactions before this one are read
 * @param time every change that was committed before this instant is among those; the start of the
 *     oldest transaction of ours that is still open, otherwise now; the epoch if unknown
 */
public record AuditHorizon(long transaction, Instant time) {

    /** These numbers have 32 bits. The 2^31 of them before the ceiling are older than it. */
    private static final String QUERY =
            """
            WITH held AS MATERIALIZED (
                SELECT coalesce(pid::text, virtualtransaction) AS owner, pid,
                       locktype, database, relation, transactionid::text::bigint AS number, mode
                FROM pg_locks WHERE granted AND locktype IN ('relation', 'transactionid')
            ), active AS MATERIALIZED (
                SELECT pid, backend_xid::text::bigint AS number, xact_start
                FROM pg_stat_activity WHERE backend_xid IS NOT NULL
            ), ceiling AS (
                SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS top
            ), place AS (
                SELECT owner,
                       bool_or(own.oid IS NOT NULL) AS here,
                       bool_or(mode <> 'AccessShareLock' AND own.oid IS NULL
                               AND (database <> here.oid AND database <> 0
                                    OR database = here.oid AND relation >= 16384)) AS elsewhere
                FROM held
                CROSS JOIN (SELECT oid FROM pg_database WHERE datname = current_database()) here
                LEFT JOIN pg_class own ON own.oid = relation AND database = here.oid
                     AND own.relnamespace = current_schema()::regnamespace
                WHERE locktype = 'relation'
                GROUP BY owner
            ), writer AS (
                SELECT owner, pid, number FROM held
                WHERE locktype = 'transactionid' AND mode = 'ExclusiveLock'
                UNION
                SELECT pid::text, pid, number FROM active
            ), running AS (
                SELECT ((top - writer.number) % 4294967296 + 4294967296) % 4294967296 AS age,
                       CASE WHEN active.number = writer.number THEN xact_start
                            ELSE to_timestamp(0) END AS began
                FROM writer CROSS JOIN ceiling
                LEFT JOIN place USING (owner) LEFT JOIN active USING (pid)
                WHERE coalesce(here, false) OR NOT coalesce(elsewhere, false)
            ), older AS (
                SELECT age, began FROM running WHERE age BETWEEN 1 AND 2147483648
            )
            SELECT top - coalesce((SELECT max(age) FROM older), 0) AS transaction,
                   coalesce((SELECT min(began) FROM older), statement_timestamp()) AS time
            FROM ceiling
            """;

    /** Reads changes that lie before a horizon. */
    @FunctionalInterface
    public interface Reader<T> {
        /** Reads in the handle's transaction. */
        T read(Handle snapshot, AuditHorizon horizon);
    }

    /** Finds the horizon, then reads in one snapshot that is taken after it. */
    public static <T> T read(Jdbi jdbi, Reader<T> reader) {
        return jdbi.withHandle(
                handle -> {
                    AuditHorizon horizon = find(handle);
                    return handle.inTransaction(
                            TransactionIsolationLevel.REPEATABLE_READ,
                            snapshot -> reader.read(snapshot, horizon));
                });
    }

    /** Outside of any transaction: what follows must see what has ended by now. */
    public static AuditHorizon find(Handle handle) {
        return handle.createQuery(QUERY).map(AuditHorizon::row).one();
    }

    private static AuditHorizon row(ResultSet row, StatementContext context) throws SQLException {
        return new AuditHorizon(
                row.getLong("transaction"),
                row.getObject("time", OffsetDateTime.class).toInstant());
    }
}
