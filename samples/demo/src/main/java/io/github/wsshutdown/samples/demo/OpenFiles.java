package io.github.wsshutdown.samples.demo;

import java.lang.management.ManagementFactory;

import com.sun.management.UnixOperatingSystemMXBean;

/**
 * How many files, and so sockets, a process may have open here.
 */
final class OpenFiles {

	/** What a Java process opens beside its clients. */
	private static final int OTHERS = 300;

	private OpenFiles() {
	}

	static void require(int clients) {
		if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
			require(clients, system.getMaxFileDescriptorCount());
		}
	}

	static void require(int clients, long limit) {
		if (clients + OTHERS > limit) {
			throw new DemoException("A process may open " + limit + " files here, and " + clients + " clients need "
					+ (clients + OTHERS) + ": raise the limit (ulimit -n) or choose a smaller number with --clients");
		}
	}

}
