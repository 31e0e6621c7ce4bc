package io.plimsoll.simulator.report;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests that look at a page in headless Chromium, one browser for a class: no page may load or report anything. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class InBrowser {

    /** Headless Chromium. */
    protected Browser browser;

    @BeforeAll
    final void start(@TempDir Path folder) {
        browser = new Browser(folder);
    }

    @AfterAll
    final void stop() {
        browser.close();
    }

    @AfterEach
    final void nothingWasReportedAndNothingLoaded() {
        browser.assertQuiet();
    }
}
