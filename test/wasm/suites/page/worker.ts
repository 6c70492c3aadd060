// The worker in which suites run, as the kernels do in the extension.

import { type Dose, suites } from "../suites.ts";

self.addEventListener(
	"message",
	async (
		event: MessageEvent<{ readonly name: string; readonly dose: Dose }>,
	) => {
		const { name, dose } = event.data;
		try {
			const suite = suites.find((one) => one.name === name);
			if (suite === undefined) throw new Error(`no suite "${name}"`);
			self.postMessage({ outcome: await suite.run(dose) });
		} catch (thrown) {
			self.postMessage({ threw: String(thrown) });
		}
	},
);
