// The page that a test opens: starts a suite in a worker when it is told, and keeps what came of it until it is asked.

import type { Dose, Outcome } from "../suites.ts";

const worker = new Worker(new URL("./worker.ts", import.meta.url), {
	type: "module",
});
type Report = { readonly outcome: Outcome } | { readonly threw: string };
let report: Report | undefined;
worker.addEventListener("message", (event: MessageEvent<Report>) => {
	report = event.data;
});
worker.addEventListener("error", (event) => {
	report = { threw: `the worker died: ${event.message}` };
});

Object.assign(globalThis, {
	suite: {
		start: (name: string, dose: Dose) => {
			report = undefined;
			worker.postMessage({ name, dose });
		},
		report: () => report ?? null,
	},
});
