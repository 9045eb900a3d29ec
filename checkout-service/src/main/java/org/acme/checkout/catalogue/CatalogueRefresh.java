package org.acme.checkout.catalogue;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.acme.checkout.inventory.InventoryClient;
import org.acme.checkout.inventory.InventoryPolicy;
import org.jboss.logging.Logger;

/**
 * Refreshes the catalogue periodically, on a separate thread that users' requests cannot starve.
 */
@ApplicationScoped
public class CatalogueRefresh {

    private static final Logger LOG = Logger.getLogger(CatalogueRefresh.class);

    /** The interval until the first snapshot, shorter because nothing can be sold without one. */
    private static final Duration UNTIL_THE_FIRST = Duration.ofMillis(250);

    private final Catalogue catalogue;
    private final CatalogueStore store;
    private final CatalogueConfig config;
    private final InventoryPolicy inventory;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread refresh = new Thread(task, "catalogue-refresh");
                        refresh.setDaemon(true);
                        return refresh;
                    });

    /**
     * Whether the last try failed, to log changes and not each try. Confined to the refresh thread.
     */
    private boolean failing;

    public CatalogueRefresh(
            Catalogue catalogue,
            CatalogueStore store,
            CatalogueConfig config,
            InventoryPolicy inventory) {
        this.catalogue = catalogue;
        this.store = store;
        this.config = config;
        this.inventory = inventory;
    }

    void start(@Observes StartupEvent started) {
        store.load().ifPresent(catalogue::offer);
        thread.execute(this::refreshForEver);
    }

    void stop(@Observes ShutdownEvent stopping) {
        thread.shutdownNow();
    }

    /**
     * Refreshes the snapshot once. The answer is as old as the request: later changes are not in
     * it.
     */
    public void refresh() {
        Moment asked = catalogue.now();
        store.save(catalogue.refreshed(inventory.inBackground(InventoryClient::products), asked));
    }

    private void refreshForEver() {
        refreshQuietly();
        Duration pause = catalogue.fresh().isPresent() ? config.refreshEvery() : UNTIL_THE_FIRST;
        if (!thread.isShutdown()) {
            var unused =
                    thread.schedule(this::refreshForEver, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void refreshQuietly() {
        try {
            refresh();
            if (failing) {
                LOG.info("catalogue refresh works again");
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warnf(
                        "catalogue refresh failed, the last snapshot is used: %s", e.getMessage());
            }
            failing = true;
        } catch (Error e) {
            // The thread must not die: without it, the snapshot would expire and the shop would
            // stay closed.
            LOG.error("catalogue refresh failed unexpectedly", e);
            failing = true;
        }
    }
}
