/**
 * Stops the same application twice under the same clients, without WS Shutdown and with
 * it, and shows what the clients saw.
 */
package io.github.wsshutdown.samples.demo;
