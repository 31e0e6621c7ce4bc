package io.plimsoll.cli;

/** Reads {@code table}, {@code json} or {@code yaml}. */
final class OutputFormatConverter extends WordConverter<SummaryFormat> {
    OutputFormatConverter() {
        super(SummaryFormat.values());
    }
}
