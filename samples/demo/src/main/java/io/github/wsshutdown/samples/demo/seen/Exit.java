package io.github.wsshutdown.samples.demo.seen;

/**
 * How the server's process ended.
 *
 * @param status its exit status
 * @param nanos when it ended, by {@link System#nanoTime()}
 * @param forced whether it had to be killed
 */
public record Exit(int status, long nanos, boolean forced) {

}
