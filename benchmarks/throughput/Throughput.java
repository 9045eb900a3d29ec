import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Throughput of two addresses of the same service, in turn: A B, B A, A B, … so that a machine
 * whose speed drifts is unjust to neither. Users ask again as soon as they are answered. Prints
 * each pair and the median of A ÷ B. Nothing but a JDK: {@code java Throughput.java A B [pairs]
 * [seconds] [users]}.
 */
public final class Throughput {

    private static final String BODY =
            "{\"customerId\":\"c-1\",\"items\":[{\"sku\":\"TEA-001\",\"quantity\":1}],\"cardToken\":\"tok_ok\"}";

    private static final Map<String, LongAdder> OTHERS = new ConcurrentHashMap<>();

    private Throughput() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            System.err.println(
                    "java Throughput.java PROTECTED UNPROTECTED [pairs] [seconds] [users]");
            System.exit(2);
        }
        URI a = URI.create(arguments[0]);
        URI b = URI.create(arguments[1]);
        int pairs = number(arguments, 2, 9);
        int seconds = number(arguments, 3, 5);
        int users = number(arguments, 4, 6);
        System.out.printf(
                "%d pairs of %d s, %d users, %s%n",
                pairs, seconds, users, System.getProperty("java.version"));
        compare("GET /products/TEA-001", pairs, seconds, users, a, b, Throughput::look);
        compare("POST /checkouts", pairs, seconds, users, a, b, Throughput::buy);
    }

    private static int number(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    private static byte[] look() {
        return "GET /products/TEA-001 HTTP/1.1\r\nHost: x\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] buy() {
        return ("POST /checkouts HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nIdempotency-Key: "
                        + UUID.randomUUID()
                        + "\r\nContent-Length: "
                        + BODY.length()
                        + "\r\n\r\n"
                        + BODY)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void compare(
            String what, int pairs, int seconds, int users, URI a, URI b, Supplier<byte[]> request)
            throws Exception {
        System.out.printf(
                "%n%s%n%6s %12s %12s %8s%n", what, "pair", "protected/s", "unprotected/s", "ratio");
        run(a, seconds, users, request);
        run(b, seconds, users, request);
        double[] ratios = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            boolean first = i % 2 == 0;
            double one = run(first ? a : b, seconds, users, request);
            double other = run(first ? b : a, seconds, users, request);
            double ofA = first ? one : other;
            double ofB = first ? other : one;
            ratios[i] = ofA / ofB;
            System.out.printf(Locale.ROOT, "%6d %12.1f %12.1f %8.3f%n", i + 1, ofA, ofB, ratios[i]);
        }
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "median %.3f, lowest %.3f, highest %.3f%n",
                ratios[pairs / 2],
                ratios[0],
                ratios[pairs - 1]);
    }

    /**
     * Complete answers a second. What a fallback answered is another kind of work, and only
     * reported.
     */
    private static double run(URI address, int seconds, int users, Supplier<byte[]> request)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(users);
        List<Callable<Integer>> all = new ArrayList<>();
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        for (int i = 0; i < users; i++) {
            all.add(() -> user(address, end, request));
        }
        int answers = 0;
        for (Future<Integer> user : threads.invokeAll(all)) {
            answers += user.get();
        }
        threads.shutdown();
        double perSecond = answers * 1e9 / (System.nanoTime() - begin);
        for (Map.Entry<String, LongAdder> other : OTHERS.entrySet()) {
            System.out.printf(
                    "  %s answered %s: %d times%n",
                    address, other.getKey(), other.getValue().sum());
        }
        OTHERS.clear();
        return perSecond;
    }

    private static int user(URI address, long end, Supplier<byte[]> request) throws IOException {
        int answers = 0;
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (System.nanoTime() - end < 0) {
                out.write(request.get());
                String answer = answer(in);
                if (answer.equals("200") || answer.equals("201")) {
                    answers++;
                } else {
                    OTHERS.computeIfAbsent(answer, added -> new LongAdder()).increment();
                }
            }
        }
        return answers;
    }

    /** The status, and whether a cache or a fallback has answered. */
    private static String answer(InputStream in) throws IOException {
        String status = line(in).split(" ")[1];
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(header.substring("content-length:".length()).strip());
            }
        }
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        boolean live =
                !body.contains("\"source\":\"cache\"") && !body.contains("\"source\":\"fallback\"");
        return live ? status : status + " from a fallback";
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection ended");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
