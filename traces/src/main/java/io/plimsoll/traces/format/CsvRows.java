package io.plimsoll.traces.format;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.input.Problems;
import io.plimsoll.traces.event.InputDigest;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file (RFC 4180; any line ends; empty lines are skipped) in bounded memory. What breaks the structure
 * of the file ends the rows and is reported as a problem of the file, since what follows cannot be told apart.
 */
final class CsvRows implements Closeable {

    /** How many columns a row may have. */
    static final int MAX_COLUMNS = 256;

    /** How many characters a row may have. */
    static final int MAX_ROW_CHARACTERS = 1 << 16;

    private final String file;
    private final TextInput input;
    private final Problems problems;
    private final RowHandler handler = new RowHandler();
    private final CsvReader<CsvRow> reader;
    private final Iterator<CsvRow> iterator;
    private boolean ended;
    private boolean damaged;

    CsvRows(String file, TextInput input, Problems problems) {
        this.file = file;
        this.input = input;
        this.problems = problems;
        this.reader = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(MAX_ROW_CHARACTERS)
                .build(handler, input.reader());
        this.iterator = reader.iterator();
    }

    /** The next row; null at the end, and after a problem of the file. */
    @Nullable
    CsvRow next() throws IOException {
        if (ended) {
            return null;
        }
        try {
            if (iterator.hasNext()) {
                CsvRow row = iterator.next();
                boolean cutOff = input.damage() != null && !iterator.hasNext();
                if (!cutOff) {
                    return row;
                }
            }
        } catch (CsvParseException e) {
            if (e.getCause() instanceof Error error) {
                throw error; // the parser wraps everything, even that memory ran out
            }
            end(brokenStructure(e));
            return null;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        TextInput.@Nullable Damage damage = input.damage();
        end(damage == null ? null : problem(file, handler.line(), "file", damage.rule(), damage.advice()));
        return null;
    }

    /** Whether the rows ended because of a problem of the file. */
    boolean isDamaged() {
        return damaged;
    }

    /** Digest of the file, complete when {@link #next()} came to the end. */
    InputDigest digest() {
        return input.digest();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private void end(@Nullable InputProblem problem) {
        ended = true;
        if (problem != null) {
            damaged = true;
            problems.addFatal(problem);
        }
    }

    private InputProblem brokenStructure(CsvParseException e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("Unclosed quoted field")) {
            return problem(file, handler.line(), "row", "close its quotation marks", "one of them is missing.");
        }
        if (message.startsWith("Unexpected character after closing quote")) {
            return problem(
                    file,
                    handler.line(),
                    "row",
                    "have a comma or a line end after a closing quotation mark",
                    "a quotation mark inside a field is not doubled.");
        }
        return problem(
                file,
                handler.line(),
                "row",
                "have at most %d columns and %d characters".formatted(MAX_COLUMNS, MAX_ROW_CHARACTERS),
                "a line end or a closing quotation mark is missing, or the file is not CSV.");
    }

    private static InputProblem problem(String file, long line, String field, String rule, String advice) {
        return new InputProblem(file, line, field, null, "", rule, advice);
    }

    /** Turns the parser's characters into rows and refuses rows that are too long. */
    private static final class RowHandler extends AbstractBaseCsvCallbackHandler<CsvRow> {

        private final String[] fields = new String[MAX_COLUMNS];
        private int characters;

        long line() {
            return getStartingLineNumber();
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            characters = 0;
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            characters += length + 1;
            if (index >= MAX_COLUMNS || characters > MAX_ROW_CHARACTERS) {
                throw new CsvParseException("The row is too long.");
            }
            fields[index] = new String(buffer, offset, length);
        }

        @Override
        protected CsvRow buildRecord() {
            String[] own = new String[getFieldCount()];
            System.arraycopy(fields, 0, own, 0, own.length);
            return new CsvRow(getStartingLineNumber(), own);
        }
    }
}
