/**
 * A thousand clients on one thread, and a few of another make beside them.
 */
package io.github.wsshutdown.samples.demo.crowd;
