// The engine's side of exits: journeys, what is kept for them and how alive each rollup is, joined with orders, chains and
// the store.

import { Fault } from "../base/fault.ts";
import type { Handlers } from "../protocol/channel.ts";
import type { ExitsView } from "../protocol/exit-views.ts";
import type { ui } from "../protocol/methods.ts";

type ExitMethods = Extract<keyof typeof ui, `exit.${string}`>;

export type Exits = {
	readonly view: () => ExitsView;
	readonly handlers: Pick<Handlers<typeof ui, undefined>, ExitMethods>;
};

export const openExits = (): Exits => {
	const none = async (): Promise<never> => {
		throw new Fault("unverifiable-method", "no way out is known yet");
	};
	return {
		view: () => ({ journeys: [], liveness: [], kept: [] }),
		handlers: {
			"exit.ways": none,
			"exit.begin": none,
			"exit.drill": none,
			"exit.step": none,
			"exit.export": none,
			"exit.keptExport": none,
			"exit.import": none,
			"exit.forget": none,
		},
	};
};
