# One recipe for all four programs: MODULE says which one this image runs.
#   docker build --build-arg MODULE=checkout-lessons .
# The first stage doesn't know MODULE: it is built once and shared by all.

FROM docker.io/library/eclipse-temurin:25-jdk AS build
WORKDIR /src
# "traces" builds the services with OpenTelemetry; see docs/observability.md.
ARG MAVEN_PROFILES=
COPY . .
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
    sh ./mvnw --batch-mode --no-transfer-progress --quiet package \
      -Dmaven.test.skip -Dspotless.check.skip -Pwithout-lint${MAVEN_PROFILES:+,$MAVEN_PROFILES} \
      --projects launcher,checkout-lessons,payment-gateway-stub,inventory-service,workshop --also-make

# The training run: every program starts once on the JVM of its image, which keeps what it has loaded and linked.
FROM docker.io/library/eclipse-temurin:25-jre AS train
COPY --from=build /src/launcher/target/launcher.jar /src/launcher/target/lib/ /launcher/
COPY --from=build --chown=10001:10001 /src/checkout-lessons/target/quarkus-app /app/checkout-lessons
COPY --from=build --chown=10001:10001 /src/payment-gateway-stub/target/quarkus-app /app/payment-gateway-stub
COPY --from=build --chown=10001:10001 /src/inventory-service/target/quarkus-app /app/inventory-service
COPY --from=build --chown=10001:10001 /src/workshop/target/quarkus-app /app/workshop
COPY --chmod=0555 stage/train stage/java.options /app/
# PostgreSQL refuses to run as root, and as a user without a name.
RUN echo 'train:x:10001:10001::/tmp:/bin/false' >>/etc/passwd
USER 10001:10001
RUN ["bash", "/app/train", "checkout-lessons", "payment-gateway-stub", "inventory-service", "workshop"]

FROM docker.io/library/eclipse-temurin:25-jre
ARG MODULE
# The same folder as in the training run: its result is only valid there.
WORKDIR /app/${MODULE}
# What changes seldom comes first, so that a change of our own code makes few layers.
COPY --from=build /src/${MODULE}/target/quarkus-app/lib lib
COPY --from=build /src/${MODULE}/target/quarkus-app/quarkus-run.jar .
COPY --from=build /src/${MODULE}/target/quarkus-app/quarkus quarkus
COPY --from=build /src/${MODULE}/target/quarkus-app/app app
COPY --from=train /app/${MODULE}/app.aot .
# Whatever umask the repository was cloned with.
COPY --chmod=0555 stage/healthy stage/java.options /app/

ENV HTTP_HOST=0.0.0.0 QUARKUS_HTTP_PORT=8080
EXPOSE 8080
# Not a name but a number: Kubernetes can tell that it isn't root.
USER 10001:10001
HEALTHCHECK --interval=3s --timeout=3s --start-period=90s --retries=5 CMD ["bash", "/app/healthy"]
# A JVM ignores a cache that does not fit.
ENTRYPOINT ["java", "@/app/java.options", "-XX:AOTCache=app.aot", "-jar", "quarkus-run.jar"]
