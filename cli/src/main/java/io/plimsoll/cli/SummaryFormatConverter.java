package io.plimsoll.cli;

/** Reads {@code table} or {@code json}. */
final class SummaryFormatConverter extends WordConverter<SummaryFormat> {
    SummaryFormatConverter() {
        super(new SummaryFormat[] {SummaryFormat.TABLE, SummaryFormat.JSON});
    }
}
