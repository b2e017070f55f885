/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.wsshutdown.samples.demo.report;

import java.util.List;
import java.util.OptionalDouble;

import io.github.wsshutdown.samples.demo.seen.Group;
import io.github.wsshutdown.samples.demo.seen.Knock;
import io.github.wsshutdown.samples.demo.seen.Shutdown;
import io.github.wsshutdown.samples.demo.seen.TcpEnd;

/**
 * The table that compares shutdowns.
 */
public final class FigureTable {

	private FigureTable() {
	}

	public static Table of(String title, List<Shutdown> shutdowns) {
		TableBuilder table = new TableBuilder(shutdowns);
		addEnds(table, shutdowns);
		addGroups(table, shutdowns);
		table.row(0, "replies to slow messages received",
				(shutdown) -> shutdown.seen().repliesReceived() + " of " + shutdown.seen().repliesExpected());
		addKnocks(table);
		addTimes(table);
		return table.build(title);
	}

	private static void addEnds(TableBuilder table, List<Shutdown> shutdowns) {
		table.count(0, "clients", (figures) -> figures.clients((departure) -> true));
		table.count(0, "told to leave by a close frame", Figures::closed);
		table.closes(1);
		table.countIfAny(1, "of these, TCP reset after it", Figures::resetAfterClose);
		table.count(0, "cut without a close frame (1006)",
				(figures) -> figures.clients((departure) -> !Figures.isClosed(departure)));
		table.count(1, "TCP ended (FIN)", (figures) -> figures.cut(TcpEnd.FIN));
		table.count(1, "TCP reset (RST)", (figures) -> figures.cut(TcpEnd.RESET));
		table.countIfAny(1, "protocol broken", (figures) -> figures.cut(TcpEnd.GARBLED));
		table.countIfAny(1, "nothing, even after the exit", (figures) -> figures.cut(TcpEnd.OPEN));
	}

	private static void addGroups(TableBuilder table, List<Shutdown> shutdowns) {
		table.row(0, "told to leave by a close frame, among those", (shutdown) -> "");
		for (Group group : Group.values()) {
			if (shutdowns.stream().anyMatch((shutdown) -> new Figures(shutdown).size(group) > 0)) {
				table.share(1, group.label(), (figures) -> figures.closed(group), (figures) -> figures.size(group));
			}
		}
	}

	private static void addKnocks(TableBuilder table) {
		table.row(0, "handshakes tried during the shutdown",
				(shutdown) -> String.valueOf(shutdown.seen().knocks().size()));
		for (Knock knock : Knock.values()) {
			if (knock == Knock.OTHER) {
				table.countIfAny(1, knock.label(), (figures) -> figures.knocks(knock));
			}
			else {
				table.count(1, knock.label(), (figures) -> figures.knocks(knock));
			}
		}
	}

	private static void addTimes(TableBuilder table) {
		table.row(0, "SIGTERM to close frame, clients that read and wait for nothing", (shutdown) -> "");
		table.seconds(1, "median", (shutdown) -> new Figures(shutdown).secondsToClose(0.5));
		table.seconds(1, "99 %", (shutdown) -> new Figures(shutdown).secondsToClose(0.99));
		table.seconds(1, "last", (shutdown) -> new Figures(shutdown).secondsToClose(1));
		table.seconds(0, "SIGTERM to exit", (shutdown) -> OptionalDouble.of(shutdown.secondsToExit()));
		table.row(0, "exit status",
				(shutdown) -> shutdown.exit().status() + (shutdown.exit().forced() ? " (killed)" : ""));
	}

}
