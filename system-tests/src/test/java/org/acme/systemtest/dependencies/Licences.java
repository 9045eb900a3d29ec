package org.acme.systemtest.dependencies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads the licences of artifacts from the poms of a local repository, parents included. */
final class Licences {

    /** Licences that permit use, change and sale; of several to choose from, one is enough. */
    private static final List<Pattern> ALLOWED =
            Stream.of(
                            "(the )?apache([- ]software)?([- ]licen[sc]e)?,?[- ](version )?2(\\.0)?",
                            "(the )?mit( licen[sc]e)?|mit-0|0bsd",
                            "(the )?bsd[- ][23]-clause( licen[sc]e)?",
                            "(epl|eclipse public licen[sc]e)[- ](- )?(v\\.? ?)?[12](\\.0)?",
                            "(edl|eclipse distribution licen[sc]e)[- ](- )?(v\\.? ?)?1(\\.0)?",
                            "public domain(, per creative commons cc0)?|cc0-1\\.0")
                    .map(regex -> Pattern.compile(regex, Pattern.CASE_INSENSITIVE))
                    .toList();

    private final Path repository;

    Licences(Path repository) {
        this.repository = repository;
    }

    static boolean isAllowed(List<String> licences) {
        return licences.stream()
                .anyMatch(
                        licence ->
                                ALLOWED.stream()
                                        .anyMatch(known -> known.matcher(licence).matches()));
    }

    /** The names of its licences, or of its nearest parent's that has any; empty if none has. */
    List<String> of(Artifact artifact) throws IOException {
        Element project = read(artifact);
        List<String> own =
                child(project, "licenses").stream()
                        .flatMap(licences -> children(licences, "license"))
                        .flatMap(licence -> child(licence, "name").stream())
                        .map(name -> name.getTextContent().strip().replaceAll("\\s+", " "))
                        .toList();
        Optional<Element> parent = child(project, "parent");
        return own.isEmpty() && parent.isPresent() ? of(coordinates(parent.get())) : own;
    }

    private Element read(Artifact artifact) throws IOException {
        Path pom = repository.resolve(artifact.pom());
        if (!Files.exists(pom)) {
            throw new IOException("no pom of " + artifact + " in the local repository");
        }
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(pom.toFile()).getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(pom.toString(), e);
        }
    }

    private static Artifact coordinates(Element parent) {
        return new Artifact(
                text(parent, "groupId"), text(parent, "artifactId"), text(parent, "version"));
    }

    private static String text(Element parent, String name) {
        return child(parent, name).map(found -> found.getTextContent().strip()).orElse("");
    }

    private static Optional<Element> child(Element parent, String name) {
        return children(parent, name).findFirst();
    }

    private static Stream<Element> children(Element parent, String name) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(element -> element.getTagName().equals(name));
    }
}
