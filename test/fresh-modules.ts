// How vitest runs the tests (vite.config.ts): the files that a worker is given share its process and the packages it loaded,
// which otherwise are loaded anew some three hundred times. Each still evaluates the project's own modules itself, and none keeps
// what another mocked or goes on while another runs: test/fresh-modules.test.ts holds that.

import { TestRunner } from "vitest";

/** Counts what is set from now on. @returns stops counting, and takes back whatever has not come to pass. */
const countTimers = (): (() => void) => {
	const { setTimeout: later, setInterval: again } = globalThis;
	const pending = new Set<NodeJS.Timeout>();
	const counted = <Set extends typeof later | typeof again>(set: Set): Set =>
		new Proxy(set, {
			apply: (target, self, [work, ...rest]) => {
				const timer = Reflect.apply(target, self, [
					set === later && typeof work === "function"
						? (...args: unknown[]) => {
								pending.delete(timer);
								work(...args);
							}
						: work,
					...rest,
				]);
				pending.add(timer);
				return timer;
			},
		});
	globalThis.setTimeout = counted(later);
	globalThis.setInterval = counted(again);
	return () => {
		globalThis.setTimeout = later;
		globalThis.setInterval = again;
		for (const timer of pending) clearTimeout(timer);
	};
};

export default class FreshModules extends TestRunner {
	#end = () => {};

	constructor(config: ConstructorParameters<typeof TestRunner>[0]) {
		super(config);
		// The pool has read it by now and keeps the process. Here it says that mocks and modules are reset before each file.
		Object.assign(config, { isolate: true });
	}

	onBeforeRunFiles() {
		this.#end = countTimers();
	}

	override onAfterRunFiles() {
		super.onAfterRunFiles();
		this.#end();
	}
}
