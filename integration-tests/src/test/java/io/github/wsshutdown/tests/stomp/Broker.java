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

package io.github.wsshutdown.tests.stomp;

import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/**
 * A message broker that speaks STOMP, in this process.
 */
final class Broker {

	private static final String ACCEPTOR = "stomp";

	private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();

	Broker() throws Exception {
		Configuration configuration = new ConfigurationImpl().setPersistenceEnabled(false)
			.setSecurityEnabled(false)
			.setJMXManagementEnabled(false)
			.addAcceptorConfiguration(ACCEPTOR, "tcp://127.0.0.1:0?protocols=STOMP");
		this.server.setConfiguration(configuration);
		this.server.start();
	}

	int port() {
		NettyAcceptor acceptor = (NettyAcceptor) this.server.getActiveMQServer()
			.getRemotingService()
			.getAcceptor(ACCEPTOR);
		return acceptor.getActualPort();
	}

	void stop() throws Exception {
		this.server.stop();
	}

}
