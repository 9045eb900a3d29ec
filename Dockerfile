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
      --projects checkout-lessons,payment-gateway-stub,inventory-service,workshop --also-make

FROM docker.io/library/eclipse-temurin:25-jre
ARG MODULE
WORKDIR /app
# What changes seldom comes first, so that a change of our own code makes one small layer.
COPY --from=build /src/${MODULE}/target/quarkus-app/lib lib
COPY --from=build /src/${MODULE}/target/quarkus-app/quarkus-run.jar .
COPY --from=build /src/${MODULE}/target/quarkus-app/quarkus quarkus
COPY --from=build /src/${MODULE}/target/quarkus-app/app app
# Whatever umask the repository was cloned with.
COPY --chmod=0555 stage/healthy .

ENV HTTP_HOST=0.0.0.0 QUARKUS_HTTP_PORT=8080
EXPOSE 8080
# Not a name but a number: Kubernetes can tell that it isn't root.
USER 10001:10001
HEALTHCHECK --interval=3s --timeout=3s --start-period=90s --retries=5 CMD ["bash", "/app/healthy"]
# Small, and quick to start: nine programs share a laptop. The heap follows the container's memory limit.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:MaxRAMPercentage=40", \
    "-Xss512k", "-XX:ReservedCodeCacheSize=40m", "-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError", \
    "-jar", "quarkus-run.jar"]
