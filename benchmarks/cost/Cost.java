import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The processor time of one checkout and one look-up, all programs together, while {@code ./demo
 * --serve} runs: sets the rate of arrivals, waits for the warm-up, and compares what {@code /proc}
 * says of every process of the demo at both ends of a window. Processor time does not depend on
 * what else the machine does, as long as the demo keeps up; how many answers were good is printed
 * beside it.
 *
 * <p>Needs Linux and a JDK: {@code java Cost.java [arrivals a second and lane] [warm-up s] [window
 * s] [control room]}.
 */
public final class Cost {

    private static final double TICKS_PER_SECOND = 100;
    private static final int COMM_END = 2;
    private static final String LAUNCHER = "org.acme.launcher.Demo";
    private static final String KEEPER = "org.acme.launcher.postgres.PostgresKeeper";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Cost() {}

    /**
     * Processor time in ticks: of a process, and of those of its threads that compile or collect
     * garbage.
     */
    private record Ticks(long all, long compiling, long collecting) {

        static final Ticks NONE = new Ticks(0, 0, 0);

        Ticks plus(Ticks other) {
            return new Ticks(
                    all + other.all, compiling + other.compiling, collecting + other.collecting);
        }

        Ticks minus(Ticks other) {
            return new Ticks(
                    all - other.all, compiling - other.compiling, collecting - other.collecting);
        }
    }

    private record Reading(long nanos, Map<String, Ticks> programs, Map<String, Double> requests) {}

    public static void main(String[] arguments) throws Exception {
        double arrivals = number(arguments, 0, 100);
        int warmUp = (int) number(arguments, 1, 60);
        int window = (int) number(arguments, 2, 60);
        URI room = URI.create(arguments.length > 3 ? arguments[3] : "http://127.0.0.1:8080");
        double before = rate(send(room, "GET", "/api/traffic", ""));
        set(room, arrivals);
        try {
            Thread.sleep(warmUp * 1000L);
            Reading first = read(room);
            Thread.sleep(window * 1000L);
            print(arrivals, first, read(room));
        } finally {
            set(room, before);
        }
    }

    private static double number(String[] arguments, int index, double otherwise) {
        return arguments.length > index ? Double.parseDouble(arguments[index]) : otherwise;
    }

    private static void set(URI room, double arrivals) throws Exception {
        send(
                room,
                "PUT",
                "/api/traffic",
                "{\"arrivalsPerSecond\":" + arrivals + ",\"checkoutShare\":0.5}");
    }

    private static double rate(String json) {
        return Double.parseDouble(json.replaceAll(".*\"arrivalsPerSecond\":([0-9.E]+).*", "$1"));
    }

    private static String send(URI room, String method, String path, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(room.resolve(path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .build();
        var answer = HTTP.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(
                    method
                            + " "
                            + path
                            + " answered "
                            + answer.statusCode()
                            + ": "
                            + answer.body());
        }
        return answer.body();
    }

    private static Reading read(URI room) throws Exception {
        Map<String, Double> requests = new TreeMap<>();
        for (String line : send(room, "GET", "/metrics", "").split("\n")) {
            if (line.startsWith("traffic_requests_total{")) {
                int end = line.lastIndexOf(' ');
                requests.put(line.substring(0, end), Double.valueOf(line.substring(end + 1)));
            }
        }
        return new Reading(System.nanoTime(), programs(), requests);
    }

    /** A process as {@code /proc} describes it; the fields of its state begin after its name. */
    private record Seen(long id, List<String> command, String[] fields) {

        long parent() {
            return Long.parseLong(fields[1]);
        }

        long used() {
            return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        }

        long usedByEndedChildren() {
            return Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
        }
    }

    /** By program, so that a database connection that comes or goes does not matter. */
    private static Map<String, Ticks> programs() throws IOException {
        List<Seen> all = processes();
        Seen launcher = launcher(all);
        Map<String, Ticks> ticks = new TreeMap<>();
        ticks.put("launcher", ticks(launcher));
        for (Seen child : all) {
            if (child.parent() != launcher.id()) {
                continue;
            }
            ticks.merge(name(child), ticks(child), Ticks::plus);
            if (child.command().contains(KEEPER)) {
                ticks.put("PostgreSQL", new Ticks(database(all, child), 0, 0));
            }
        }
        return ticks;
    }

    private static Seen launcher(List<Seen> all) throws IOException {
        List<Seen> launchers =
                all.stream().filter(each -> each.command().contains(LAUNCHER)).toList();
        if (launchers.size() != 1) {
            throw new IOException(
                    "Exactly one ./demo --serve must run here, but " + launchers.size() + " do.");
        }
        return launchers.get(0);
    }

    private static List<Seen> processes() throws IOException {
        List<Seen> seen = new ArrayList<>();
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path process :
                    all.filter(path -> path.getFileName().toString().matches("\\d+")).toList()) {
                String stat = text(process.resolve("stat"));
                if (!stat.isEmpty()) {
                    long id = Long.parseLong(process.getFileName().toString());
                    List<String> command = List.of(text(process.resolve("cmdline")).split("\0"));
                    seen.add(new Seen(id, command, fields(stat)));
                }
            }
        }
        return seen;
    }

    private static String[] fields(String stat) {
        return stat.substring(stat.lastIndexOf(')') + COMM_END).split(" ");
    }

    private static String name(Seen child) {
        if (child.command().contains(KEEPER)) {
            return "launcher";
        }
        String program =
                child.command().stream()
                        .map(
                                word ->
                                        word.replaceAll(
                                                ".*/([a-z-]+)/target/quarkus-app/quarkus-run.jar$",
                                                "$1"))
                        .reduce("", (last, word) -> word);
        String lane =
                Stream.of(text(Path.of("/proc", Long.toString(child.id()), "environ")).split("\0"))
                        .filter(variable -> variable.startsWith("LANE="))
                        .map(variable -> " " + variable.substring("LANE=".length()))
                        .findFirst()
                        .orElse("");
        return program + lane;
    }

    /**
     * The server left its keeper; the keeper's arguments are port, data directory and folder of the
     * binaries.
     */
    private static long database(List<Seen> all, Seen keeper) throws IOException {
        int at = keeper.command().indexOf(KEEPER);
        Path data = Path.of(keeper.command().get(at + 2));
        long server =
                Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        long used = 0;
        for (Seen each : all) {
            if (each.id() == server) {
                used += each.used() + each.usedByEndedChildren();
            } else if (each.parent() == server) {
                used += each.used();
            }
        }
        return used;
    }

    /**
     * The process's own figure has what its ended threads have used; the two parts are those of
     * living threads.
     */
    private static Ticks ticks(Seen process) throws IOException {
        long compiling = 0;
        long collecting = 0;
        try (Stream<Path> threads =
                Files.list(Path.of("/proc", Long.toString(process.id()), "task"))) {
            for (Path thread : threads.toList()) {
                String stat = text(thread.resolve("stat"));
                if (stat.isEmpty()) {
                    continue;
                }
                String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
                long used = new Seen(0, List.of(), fields(stat)).used();
                compiling += name.matches("C[12] .*") ? used : 0;
                collecting += name.matches("(VM Thread|GC |G1 ).*") ? used : 0;
            }
        }
        return new Ticks(process.used(), compiling, collecting);
    }

    /** Empty for a process that has just ended. */
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException ended) {
            return "";
        }
    }

    private static void print(double arrivals, Reading first, Reading last) {
        double seconds = (last.nanos() - first.nanos()) / 1e9;
        System.out.printf(
                Locale.ROOT, "%.0f arrivals a second and lane, %.1f s%n", arrivals, seconds);
        double checkouts = 0;
        double all = 0;
        for (Map.Entry<String, Double> entry : last.requests().entrySet()) {
            double count = entry.getValue() - first.requests().getOrDefault(entry.getKey(), 0.0);
            if (count > 0) {
                System.out.printf(Locale.ROOT, "  %-90s %7.0f%n", entry.getKey(), count);
            }
            all += count;
            checkouts += entry.getKey().contains("operation=\"checkout\"") ? count : 0;
        }
        System.out.printf(
                "%n%-36s %12s %10s %10s %10s%n",
                "", "% of a core", "compiling", "collecting", "ms a pair");
        Ticks sum = Ticks.NONE;
        for (Map.Entry<String, Ticks> entry : last.programs().entrySet()) {
            Ticks used =
                    entry.getValue()
                            .minus(first.programs().getOrDefault(entry.getKey(), Ticks.NONE));
            line(entry.getKey(), used, seconds, all / 2);
            sum = sum.plus(used);
        }
        line("all programs", sum, seconds, all / 2);
        System.out.printf(
                Locale.ROOT,
                "%.0f checkouts, %.0f look-ups: a pair is one of each%n",
                checkouts,
                all - checkouts);
    }

    private static void line(String name, Ticks used, double seconds, double pairs) {
        double percent = 100 / TICKS_PER_SECOND / seconds;
        System.out.printf(
                Locale.ROOT,
                "%-36s %12.1f %10.1f %10.1f %10.2f%n",
                name,
                used.all() * percent,
                used.compiling() * percent,
                used.collecting() * percent,
                used.all() * 1000 / TICKS_PER_SECOND / pairs);
    }
}
