/**
 * Figures, and the two forms in which they are shown.
 */
package io.github.wsshutdown.samples.demo.report;
