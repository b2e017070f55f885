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

package io.github.wsshutdown.actuate;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * How things stand.
 *
 * @param state whether connections are accepted or drained
 * @param since since when there is a drain, or none; nothing if that is not known
 * @param causes why there is one
 * @param refusing where newcomers are refused
 * @param open what is open
 * @param drain the drain that is running, if there is one
 * @param lastReport what the last one has seen, if there was one
 * @param budget what a shutdown takes at most, if that is known
 */
record Overview(String state, @Nullable String since, List<String> causes, List<String> refusing, OpenConnections open,
		@Nullable DrainDescription drain, @Nullable ReportDescription lastReport,
		@Nullable BudgetDescription budget) implements OperationResponseBody {
}
