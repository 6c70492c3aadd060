// How vitest runs the unit tests (vite.config.ts): the files that a worker is given share its process and the packages it loaded,
// which otherwise are loaded anew some three hundred times. Each still evaluates the project's own modules itself, and none keeps
// what another mocked: test/fresh-modules.test.ts holds that.

import { TestRunner } from "vitest";

export default class FreshModules extends TestRunner {
	constructor(config: ConstructorParameters<typeof TestRunner>[0]) {
		super(config);
		// The pool has read it by now and keeps the process. Here it says that mocks and modules are reset before each file.
		Object.assign(config, { isolate: true });
	}
}
