package org.acme.systemtest.abuse;

import java.util.LinkedHashMap;
import java.util.Map;

/** Single requests that are wrong, by what is wrong with them. Each is refused or cut off. */
final class Nastiness {

    private static final int MORE_THAN_A_BODY = 200_000;

    private Nastiness() {}

    static Map<String, String> of(Target target) {
        Map<String, String> all = new LinkedHashMap<>();
        bodies(all, target);
        heads(all, target);
        paths(all, target);
        return all;
    }

    private static void bodies(Map<String, String> all, Target target) {
        String good = target.body();
        all.put("announced body over the limit", target.head() + "Content-Length: 9999999\r\n\r\n");
        all.put(
                "unannounced body over the limit",
                target.head()
                        + "Idempotency-Key: k\r\nTransfer-Encoding: chunked\r\n\r\n30d40\r\n"
                        + " ".repeat(MORE_THAN_A_BODY)
                        + "\r\n0\r\n\r\n");
        all.put("invalid UTF-8", target.request("{\"a\":\"\u00ff\u00fe\"}", ""));
        all.put("unknown key", target.request("{\"a\":1," + good.substring(1), ""));
        all.put("each key twice", target.request(twice(good), ""));
        all.put("deep arrays", target.request("[".repeat(20_000), ""));
        all.put("deep objects", target.request("{\"a\":".repeat(8_000), ""));
        all.put("long number", target.request("{\"a\":" + "9".repeat(50_000) + "}", ""));
        all.put("huge exponent", target.request("{\"a\":1e999999999}", ""));
        all.put("long name", target.request("{\"" + "n".repeat(60_000) + "\":1}", ""));
        all.put("half an object", target.request(good.substring(0, good.length() - 1), ""));
        all.put("something after it", target.request(good + "{}", ""));
        all.put("nothing", target.request("", ""));
        all.put("null", target.request("null", ""));
        all.put("packed, it says", target.request(good, "Content-Encoding: gzip\r\n"));
        all.put("packed somehow", target.request(good, "Content-Encoding: x-own\r\n"));
        all.put(
                "not JSON, it says",
                target.request(good, "").replace("application/json", "application/xml"));
    }

    private static String twice(String object) {
        String fields = object.substring(1, object.length() - 1);
        return "{" + fields + "," + fields + "}";
    }

    private static void heads(Map<String, String> all, Target target) {
        String good = target.body();
        all.put("long header", target.request(good, "X-Long: " + "x".repeat(30_000) + "\r\n"));
        all.put("many headers", target.request(good, "X-Many: x\r\n".repeat(3_000)));
        all.put("header without an end", target.head() + "X".repeat(30_000));
        all.put("long path", "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
        all.put("negative length", target.head() + "Content-Length: -1\r\n\r\n");
        all.put("length that is no number", target.head() + "Content-Length: 0x10\r\n\r\n");
        all.put("two lengths", target.request(good, "Content-Length: 3\r\n"));
        all.put("length and chunks", target.request("0\r\n\r\n", "Transfer-Encoding: chunked\r\n"));
        all.put("chunk of no size", target.head() + "Transfer-Encoding: chunked\r\n\r\nzz\r\n");
        all.put("no HTTP at all", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n");
        all.put("unknown method", "FROB " + target.path() + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    private static void paths(Map<String, String> all, Target target) {
        for (String id :
                new String[] {
                    "..%2f..%2f..%2fetc%2fpasswd",
                    "..%5c..%5cwindows",
                    "%00",
                    "%",
                    "%zz",
                    "%c0%ae%c0%ae%2f",
                    "';DROP%20TABLE%20customer_order;--",
                    "1%20OR%201=1",
                    "%27%20UNION%20SELECT%201--",
                    "%f0%9f%92%a5",
                    "a".repeat(2_000),
                }) {
            all.put(
                    "id " + (id.length() > 40 ? "of 2000 characters" : id),
                    "GET " + target.thing() + id + " HTTP/1.1\r\nHost: x\r\n\r\n");
        }
    }
}
