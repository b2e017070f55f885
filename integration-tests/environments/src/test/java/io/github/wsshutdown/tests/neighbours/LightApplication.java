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

package io.github.wsshutdown.tests.neighbours;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.annotation.Import;

import io.github.wsshutdown.autoconfigure.WsShutdownAutoConfiguration;
import io.github.wsshutdown.autoconfigure.WsShutdownGateAutoConfiguration;
import io.github.wsshutdown.autoconfigure.WsShutdownJournalAutoConfiguration;
import io.github.wsshutdown.autoconfigure.WsShutdownServletAutoConfiguration;
import io.github.wsshutdown.tests.application.CommonBeans;
import io.github.wsshutdown.tests.application.RawHandlers;

/**
 * An application that starts quickly, for a test that starts many: a web server, its
 * handlers and their drain.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({ LifecycleAutoConfiguration.class, TomcatServletWebServerAutoConfiguration.class,
		DispatcherServletAutoConfiguration.class, WsShutdownAutoConfiguration.class,
		WsShutdownJournalAutoConfiguration.class, WsShutdownGateAutoConfiguration.class,
		WsShutdownServletAutoConfiguration.class })
@Import({ CommonBeans.class, RawHandlers.class })
class LightApplication {

}
