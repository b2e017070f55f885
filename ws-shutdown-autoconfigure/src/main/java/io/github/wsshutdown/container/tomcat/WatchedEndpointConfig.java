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

package io.github.wsshutdown.container.tomcat;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import javax.naming.NamingException;

import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import org.apache.tomcat.InstanceManager;
import org.jspecify.annotations.Nullable;

/**
 * The configuration by which Tomcat opens one session. The instance of the endpoint that
 * Tomcat gets from it is a watched one; everything else is as it was.
 */
final class WatchedEndpointConfig implements ServerEndpointConfig {

	private final ServerEndpointConfig config;

	private final @Nullable InstanceManager instanceManager;

	private final Function<Object, Endpoint> watch;

	private boolean instantiated;

	/**
	 * Creates the configuration of one session.
	 * @param config the configuration that Tomcat has made for the session
	 * @param instanceManager injects into the endpoint's instance, as Tomcat would
	 * @param watch makes an instance of the endpoint class a watched one
	 */
	WatchedEndpointConfig(ServerEndpointConfig config, @Nullable InstanceManager instanceManager,
			Function<Object, Endpoint> watch) {
		this.config = config;
		this.instanceManager = instanceManager;
		this.watch = watch;
	}

	/**
	 * Returns the application's own configurator once Tomcat has its instance.
	 */
	@Override
	public Configurator getConfigurator() {
		return this.instantiated ? this.config.getConfigurator() : new InstanceWatch();
	}

	@Override
	public Class<?> getEndpointClass() {
		return this.config.getEndpointClass();
	}

	@Override
	public String getPath() {
		return this.config.getPath();
	}

	@Override
	public List<String> getSubprotocols() {
		return this.config.getSubprotocols();
	}

	@Override
	public List<Extension> getExtensions() {
		return this.config.getExtensions();
	}

	@Override
	public List<Class<? extends Encoder>> getEncoders() {
		return this.config.getEncoders();
	}

	@Override
	public List<Class<? extends Decoder>> getDecoders() {
		return this.config.getDecoders();
	}

	@Override
	public Map<String, Object> getUserProperties() {
		return this.config.getUserProperties();
	}

	/**
	 * Asked for the endpoint's instance and for nothing else: the handshake is over.
	 */
	private final class InstanceWatch extends Configurator {

		/**
		 * Returns no instance of the class but one of {@link Endpoint}, which is what
		 * Tomcat makes of any other itself.
		 */
		@Override
		@SuppressWarnings("unchecked")
		public <T> T getEndpointInstance(Class<T> endpointClass) throws InstantiationException {
			WatchedEndpointConfig watched = WatchedEndpointConfig.this;
			T instance = watched.config.getConfigurator().getEndpointInstance(endpointClass);
			if (watched.instanceManager != null) {
				try {
					watched.instanceManager.newInstance((Object) instance);
				}
				catch (IllegalAccessException | InvocationTargetException | NamingException ex) {
					throw (InstantiationException) new InstantiationException(endpointClass.getName()).initCause(ex);
				}
			}
			watched.instantiated = true;
			return (T) watched.watch.apply(instance);
		}

	}

}
