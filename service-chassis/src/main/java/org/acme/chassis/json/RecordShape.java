package org.acme.chassis.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of a record: one field for each component.
 *
 * @param positions of the components by name
 * @param types of the components, in order
 */
record RecordShape(Constructor<?> constructor, Map<String, Integer> positions, List<Type> types) {

    /**
     * The shape of a record whose components are texts, boxed numbers, booleans, records, or lists
     * of those.
     *
     * @throws IllegalArgumentException if a component has another type
     */
    static RecordShape of(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        for (RecordComponent component : components) {
            check(type, component);
        }
        try {
            Constructor<?> constructor =
                    type.getDeclaredConstructor(
                            Arrays.stream(components)
                                    .map(RecordComponent::getType)
                                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return new RecordShape(
                    constructor,
                    IntStream.range(0, components.length)
                            .boxed()
                            .collect(Collectors.toMap(i -> components[i].getName(), i -> i)),
                    Arrays.stream(components).map(RecordComponent::getGenericType).toList());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has this constructor", e);
        }
    }

    private static void check(Class<?> type, RecordComponent component) {
        Type read = element(component.getGenericType());
        boolean known =
                read instanceof Class<?> raw
                        && (raw.isRecord() || RecordReader.SCALARS.containsKey(raw));
        if (!known) {
            throw new IllegalArgumentException(
                    "%s.%s cannot be read from JSON"
                            .formatted(type.getName(), component.getName()));
        }
    }

    /** Returns the element type of a list; any other type itself. */
    static Type element(Type type) {
        return isList(type) ? ((ParameterizedType) type).getActualTypeArguments()[0] : type;
    }

    static boolean isList(Type type) {
        return type instanceof ParameterizedType generic && generic.getRawType() == List.class;
    }

    /** Returns the names of the fields, for the message about an unknown one. */
    String names() {
        return String.join(", ", new TreeSet<>(positions.keySet()));
    }

    Object create(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record that is read from JSON accepts any value", e);
        }
    }
}
