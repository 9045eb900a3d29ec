package org.acme.launcher.stage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.acme.launcher.child.ReadyProbe;
import org.acme.launcher.postgres.PostgresKeeper;

/** Checks whether the workshop's own user can connect to the workshop's own database. */
record DatabaseReady(String url) implements ReadyProbe {

    @Override
    public boolean isReady() {
        Properties login = new Properties();
        login.setProperty("user", PostgresKeeper.DATABASE);
        login.setProperty("password", PostgresKeeper.DATABASE);
        login.setProperty("loginTimeout", "1");
        login.setProperty("connectTimeout", "1");
        try (Connection connection = DriverManager.getConnection(url, login)) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }
}
