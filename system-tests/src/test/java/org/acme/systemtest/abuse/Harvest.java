package org.acme.systemtest.abuse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.acme.systemtest.abuse.Contract.Operation;
import org.acme.systemtest.abuse.Contract.Parameter;

/**
 * What services have really answered: ids, names, cursors, each kept under the name of its field,
 * and what stands in a Location under the parameter of the operation that it leads to.
 */
final class Harvest {

    private static final int MOST = 60;
    private static final int LONGEST = 300;
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern PLACE = Pattern.compile("\\{([^}]+)}");

    /** Parameters that take what another name was given to. */
    private static final Map<String, String> ALSO = Map.of("since", "next", "after", "next");

    private final Map<String, List<String>> values = new HashMap<>();

    /** Keeps what an answer tells; it may be cut off, or no JSON at all. */
    synchronized void reap(
            Operation asked, List<Operation> operations, Optional<String> location, String body) {
        location.ifPresent(path -> reapLocation(operations, path));
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                String name = parser.currentName();
                if (name != null && (token == JsonToken.VALUE_STRING || token.isNumeric())) {
                    String text = parser.getText();
                    keep(name, text);
                    keep(asked.path() + "#" + name, text);
                    reapLocation(operations, text);
                }
            }
        } catch (IOException cutOff) {
            // What came before is kept.
        }
    }

    private void reapLocation(List<Operation> operations, String location) {
        int path = location.startsWith("http://") ? location.indexOf('/', 7) : 0;
        if (path < 0 || !location.startsWith("/", path)) {
            return;
        }
        for (Operation operation : operations) {
            Matcher fits = template(operation.path()).matcher(location.substring(path));
            if (fits.matches()) {
                keep(operation.path(), location.substring(path));
                Matcher place = PLACE.matcher(operation.path());
                for (int i = 1; place.find(); i++) {
                    keep(operation.path() + "#" + place.group(1), fits.group(i));
                }
            }
        }
    }

    private static Pattern template(String path) {
        return Pattern.compile(PLACE.matcher(path).replaceAll("([^/]+)"));
    }

    private void keep(String name, String value) {
        if (value.isEmpty() || value.length() > LONGEST) {
            return;
        }
        List<String> known = values.computeIfAbsent(name, none -> new ArrayList<>());
        known.remove(value); // what is told all the time must not push out what is told once
        known.add(value);
        if (known.size() > MOST) {
            known.remove(0);
        }
    }

    /** Something that was answered where this parameter could have been meant. */
    synchronized Optional<String> fitting(Random random, Operation operation, Parameter wanted) {
        String name = wanted.name();
        String also = ALSO.getOrDefault(name, name);
        String here = operation.path() + "#";
        Optional<String> own = pick(random, List.of(here + name, here + also));
        return own.isPresent() && random.nextInt(4) > 0 ? own : pick(random, List.of(name, also));
    }

    /** A whole path of this operation that was answered, at best. */
    synchronized Optional<String> path(Random random, Operation operation) {
        return pick(random, List.of(operation.path()));
    }

    /** Something that was answered under this name. */
    synchronized Optional<String> named(Random random, String name) {
        return pick(random, List.of(name));
    }

    /** Something that was answered somewhere. */
    synchronized Optional<String> any(Random random) {
        return pick(random, values.keySet().stream().sorted().toList());
    }

    /** The last that came is likely to be there still. */
    private Optional<String> pick(Random random, List<String> names) {
        List<List<String>> known =
                names.stream().filter(values::containsKey).map(values::get).toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        List<String> chosen = known.get(random.nextInt(known.size()));
        int last = chosen.size() - 1;
        return Optional.of(chosen.get(random.nextInt(3) == 0 ? last : random.nextInt(last + 1)));
    }
}
