package io.retaillake.pipelines.replay;

import java.nio.charset.Charset;

/**
 * How a CSV file is written.
 *
 * @param delimiter what stands between two cells
 * @param charset the encoding of its text
 */
record CsvSettings(char delimiter, Charset charset) {}
