package org.acme.systemtest.chaos;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.acme.launcher.stage.Lane;

/**
 * The books of both lanes, read by SQL behind everybody's back. The auditor in the control room
 * reads them over HTTP and judges with code of its own; what both say agrees, or one of them errs.
 */
public final class Books {

    private static final String PAID_IS_CONFIRMED =
            """
            SELECT o.order_id || ' is ' || o.status || ' for ' || o.total_minor
                   || ' and has charges of ' || coalesce(c.amounts, 'nothing')
            FROM checkout_LANE.customer_order o
            LEFT JOIN (SELECT order_id, count(*) AS n, min(amount_minor) AS amount,
                              string_agg(amount_minor::text, ' + ') AS amounts
                       FROM payment_LANE.charge WHERE status = 'paid' GROUP BY order_id) c
                   ON c.order_id = o.order_id::text
            WHERE coalesce(c.n, 0) > 1
               OR (coalesce(c.n, 0) = 1 AND c.amount <> o.total_minor)
               OR (o.final_since IS NOT NULL
                   AND (o.status = 'CONFIRMED') <> (coalesce(c.n, 0) = 1))
            """;

    private static final String NO_CHARGE_WITHOUT_ORDER =
            """
            SELECT 'charge ' || charge_id || ' belongs to no order'
            FROM payment_LANE.charge c
            WHERE status = 'paid' AND NOT EXISTS (
                SELECT FROM checkout_LANE.customer_order o WHERE o.order_id::text = c.order_id)
            """;

    private static final String HELD_IS_CONFIRMED =
            """
            SELECT coalesce(o.order_id, r.order_id) || ' is ' || coalesce(o.status, 'no order')
                   || ' and its reservation is ' || coalesce(r.state, 'none')
            FROM checkout_LANE.customer_order o
            FULL JOIN inventory_LANE.reservation r ON r.order_id = o.order_id
            WHERE (o.order_id IS NULL OR o.final_since IS NOT NULL)
              AND (coalesce(o.status, '') = 'CONFIRMED') <> (coalesce(r.state, '') = 'held')
            """;

    private static final String HELD_IS_WHAT_WAS_SOLD =
            """
            SELECT o.order_id || ' was sold other goods than are held for it'
            FROM checkout_LANE.customer_order o
            WHERE o.status = 'CONFIRMED' AND o.final_since IS NOT NULL AND EXISTS (
                SELECT FROM jsonb_to_recordset(o.lines) AS sold (sku text, quantity integer)
                FULL JOIN (SELECT sku, quantity FROM inventory_LANE.reservation_line l
                           WHERE l.order_id = o.order_id) held USING (sku)
                WHERE sold.quantity IS DISTINCT FROM held.quantity)
            """;

    private static final String STOCK_BALANCES =
            """
            SELECT s.sku || ' has ' || s.available || ' of ' || d.delivered || ' delivered and '
                   || coalesce(h.held, 0) || ' held'
            FROM inventory_LANE.stock s
            JOIN (SELECT sku, sum(quantity) AS delivered FROM inventory_LANE.delivery
                  GROUP BY sku) d USING (sku)
            LEFT JOIN (SELECT l.sku, sum(l.quantity) AS held
                       FROM inventory_LANE.reservation_line l
                       JOIN inventory_LANE.reservation r USING (order_id)
                       WHERE r.state = 'held' GROUP BY l.sku) h USING (sku)
            WHERE s.available <> d.delivered - coalesce(h.held, 0) OR s.available < 0
            """;

    private static final List<String> INVARIANTS =
            List.of(
                    PAID_IS_CONFIRMED,
                    NO_CHARGE_WITHOUT_ORDER,
                    HELD_IS_CONFIRMED,
                    HELD_IS_WHAT_WAS_SOLD,
                    STOCK_BALANCES);

    private static final String ORDERS = "SELECT count(*) FROM checkout_LANE.customer_order";
    private static final String UNFINISHED = ORDERS + " WHERE final_since IS NULL";
    private static final int SECONDS = 60;

    private final String url;

    /** The books in the database that listens there. */
    public Books(int postgresPort) {
        url = "jdbc:postgresql://127.0.0.1:" + postgresPort + "/workshop?connectTimeout=5";
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, "workshop", "workshop");
    }

    /** Orders of both lanes. */
    long orders() throws SQLException {
        return count(ORDERS);
    }

    /** Orders of both lanes to which something is still owed. */
    public long unfinished() throws SQLException {
        return count(UNFINISHED);
    }

    /** The moment by the clock that orders are written down with. */
    String now() throws SQLException {
        return texts("SELECT now()").get(0);
    }

    /** The server's process, which is the parent of whoever serves a connection. */
    ProcessHandle server() throws SQLException {
        try (Connection connection = connect()) {
            String backend = texts(connection, "SELECT pg_backend_pid()").get(0);
            return ProcessHandle.of(Long.parseLong(backend))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow();
        }
    }

    /** Those of the unfinished that were written down until then. */
    long unfinishedUntil(String moment) throws SQLException {
        return count(UNFINISHED + " AND created_at <= '" + moment + "'");
    }

    /**
     * Every counter-example to every invariant, at one moment: all is read from one snapshot, and
     * orders to which something is still owed are left out. So it may be asked under load as well.
     */
    public List<String> violations() throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            for (Lane lane : Lane.values()) {
                for (String invariant : INVARIANTS) {
                    for (String words : texts(connection, of(lane, invariant))) {
                        found.add(lane.label() + ": " + words);
                    }
                }
            }
            connection.rollback();
        }
        return found;
    }

    private long count(String sql) throws SQLException {
        long sum = 0;
        for (Lane lane : Lane.values()) {
            sum += Long.parseLong(texts(of(lane, sql)).get(0));
        }
        return sum;
    }

    private static String of(Lane lane, String sql) {
        return sql.replace("LANE", lane.label());
    }

    /** Writes something. */
    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What a statement answers, its first column as text. */
    public List<String> texts(String sql) throws SQLException {
        try (Connection connection = connect()) {
            return texts(connection, sql);
        }
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(SECONDS);
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    texts.add(String.valueOf(rows.getString(1)));
                }
            }
            return texts;
        }
    }
}
