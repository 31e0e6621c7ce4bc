package io.plimsoll.cli;

/** Reads {@code table} or {@code json}. */
final class SummaryFormatConverter extends WordConverter<SummaryFormat> {
    SummaryFormatConverter() {
        super(SummaryFormat.values());
    }
}
