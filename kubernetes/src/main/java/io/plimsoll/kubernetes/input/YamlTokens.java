package io.plimsoll.kubernetes.input;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The parts of one YAML document. Plain scalars are what the YAML reader of Kubernetes takes them for. */
final class YamlTokens implements Tokens {

    private final Iterator<Event> events;
    private final int firstLine;
    private int line;
    private String text = "";
    private Value.Kind kind = Value.Kind.NULL;
    private @Nullable String anchor;

    /**
     * @param bytes one document in UTF-8
     * @param firstLine the line of the file on which it begins
     */
    YamlTokens(InputStream bytes, int firstLine) {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        this.events = new Parse(settings)
                .parseReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))
                .iterator();
        this.firstLine = firstLine;
        this.line = firstLine;
    }

    @Override
    public Token next() throws MalformedException {
        try {
            while (events.hasNext()) {
                Event event = events.next();
                event.getStartMark().ifPresent(mark -> line = firstLine + mark.getLine());
                @Nullable Token token = token(event);
                if (token != null) {
                    return token;
                }
            }
            return Token.END;
        } catch (MarkedYamlEngineException e) {
            int at = e.getProblemMark().map(mark -> firstLine + mark.getLine()).orElse(line);
            throw new MalformedException(at, "be YAML: " + oneLine(e.getProblem()), advice());
        } catch (YamlEngineException e) {
            throw new MalformedException(line, "be YAML: " + oneLine(String.valueOf(e.getMessage())), advice());
        }
    }

    private @Nullable Token token(Event event) {
        return switch (event.getEventId()) {
            case MappingStart -> named(event, Token.OBJECT_START);
            case MappingEnd -> Token.OBJECT_END;
            case SequenceStart -> named(event, Token.LIST_START);
            case SequenceEnd -> Token.LIST_END;
            case Alias -> {
                text = ((AliasEvent) event).getAlias().getValue();
                yield Token.ALIAS;
            }
            case Scalar -> {
                scalar((ScalarEvent) event);
                yield named(event, Token.SCALAR);
            }
            case DocumentEnd -> Token.END;
            default -> null;
        };
    }

    private Token named(Event event, Token token) {
        anchor = event instanceof NodeEvent node
                ? node.getAnchor().map(Anchor::getValue).orElse(null)
                : null;
        return token;
    }

    private static String advice() {
        return "an indentation or a quote is wrong, or it is a template that was not rendered.";
    }

    private static String oneLine(@Nullable String problem) {
        return problem == null
                ? "it cannot be read"
                : problem.lines().findFirst().orElse("it cannot be read");
    }

    private void scalar(ScalarEvent event) {
        text = event.getValue();
        Optional<String> tag = event.getTag();
        boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN && tag.isEmpty();
        kind = plain ? YamlScalars.kind(text) : Value.Kind.TEXT;
    }

    @Override
    public int line() {
        return line;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public Value.Kind kind() {
        return kind;
    }

    @Override
    public @Nullable String anchor() {
        return anchor;
    }
}
