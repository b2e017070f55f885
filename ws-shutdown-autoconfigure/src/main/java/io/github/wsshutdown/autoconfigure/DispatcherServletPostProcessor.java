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

package io.github.wsshutdown.autoconfigure;

import java.util.function.Supplier;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

import io.github.wsshutdown.servlet.HandlerMappingPostProcessor;

/**
 * Has the handlers tracked that are beans of a context which a {@link DispatcherServlet}
 * of the application has for itself: post-processors do not reach into child contexts.
 */
final class DispatcherServletPostProcessor implements BeanPostProcessor {

	private final Supplier<HandlerMappingPostProcessor> handlers;

	DispatcherServletPostProcessor(Supplier<HandlerMappingPostProcessor> handlers) {
		this.handlers = handlers;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		Object servlet = (bean instanceof ServletRegistrationBean<?> registration) ? registration.getServlet() : bean;
		if (servlet instanceof DispatcherServlet dispatcher) {
			// Not called for a context that is active, such as the application's own
			dispatcher.setContextInitializers(this::initialize);
		}
		return bean;
	}

	private void initialize(ConfigurableApplicationContext context) {
		context.addBeanFactoryPostProcessor(this::addPostProcessor);
	}

	private void addPostProcessor(ConfigurableListableBeanFactory beans) {
		if (beans.getBeanNamesForType(HandlerMappingPostProcessor.class, true, false).length == 0) {
			beans.addBeanPostProcessor(this.handlers.get());
		}
	}

}
