package org.acme.breaker.microprofile.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnusedMethod") // found by name
class FallbackMethodsTest {

    interface Defaults<K> {
        default String ofInterface(List<K> keys) {
            return "";
        }
    }

    static class Parent<T> implements Defaults<T> {
        protected String inherited(T value) {
            return "";
        }

        private String hidden(T value) {
            return "";
        }
    }

    static class Child extends Parent<Long> {
        String guarded(Long value) {
            return "";
        }

        String guardedList(List<Long> values) {
            return "";
        }

        private String own(Long value) {
            return "";
        }

        private int otherResult(Long value) {
            return 0;
        }

        private String otherParameters(Integer value) {
            return "";
        }
    }

    private static @Nullable Method find(String guarded, String fallback) {
        return FallbackMethods.find(method(guarded), fallback);
    }

    private static Method method(String name) {
        return Arrays.stream(Child.class.getDeclaredMethods())
                .filter(m -> m.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void ownPrivateMethod_isFound() {
        assertThat(find("guarded", "own")).isNotNull();
    }

    @Test
    void inheritedMethod_isFoundWithItsVariablesResolved() {
        assertThat(find("guarded", "inherited")).isNotNull();
        assertThat(find("guardedList", "ofInterface")).isNotNull();
    }

    @Test
    void parentsPrivateMethod_isNot() {
        assertThat(find("guarded", "hidden")).isNull();
    }

    @Test
    void methodOfAnotherShape_isNot() {
        assertThat(find("guarded", "otherResult")).isNull();
        assertThat(find("guarded", "otherParameters")).isNull();
        assertThat(find("guarded", "missing")).isNull();
    }
}
