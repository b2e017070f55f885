package io.github.wsshutdown.samples.demo.seen;

/**
 * A proper goodbye: the close frame that a client received.
 *
 * @param code its status code
 * @param reason its reason
 * @param nanos when it came, by {@link System#nanoTime()}
 */
public record Close(int code, String reason, long nanos) {

}
