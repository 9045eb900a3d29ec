package org.acme.breaker.quarkus.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Accepts a breaker's name with or without quotes. Without this, a mapping that meets both
 * spellings of a name reads only one of them and loses the other's values.
 */
final class QuotedNames implements ConfigSourceInterceptor {

    private static final long serialVersionUID = 1L;

    /** A key with quotes that its name does not need. */
    private static final Pattern NEEDLESS = Pattern.compile("breaker\\.\"([\\w-]+)\"\\.(.+)");

    private static final Pattern PLAIN = Pattern.compile("breaker\\.([\\w-]+)\\.(.+)");

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue asWritten = context.proceed(name);
        Matcher plain = name.startsWith(ConfigKeys.PREFIX) ? PLAIN.matcher(name) : null;
        if (plain == null || !plain.matches()) {
            return asWritten;
        }
        ConfigValue quoted =
                context.proceed("breaker.\"" + plain.group(1) + "\"." + plain.group(2));
        if (quoted == null || (asWritten != null && outranks(asWritten, quoted))) {
            return asWritten;
        }
        return quoted;
    }

    private static boolean outranks(ConfigValue one, ConfigValue other) {
        return one.getConfigSourceOrdinal() >= other.getConfigSourceOrdinal();
    }

    @Override
    public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
        Set<String> names = new LinkedHashSet<>();
        context.iterateNames().forEachRemaining(name -> names.add(withoutNeedlessQuotes(name)));
        return names.iterator();
    }

    static String withoutNeedlessQuotes(String name) {
        if (!name.startsWith("breaker.\"")) {
            return name;
        }
        Matcher needless = NEEDLESS.matcher(name);
        return needless.matches()
                ? ConfigKeys.PREFIX + needless.group(1) + "." + needless.group(2)
                : name;
    }
}
