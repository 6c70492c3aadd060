// The execution client merges the same parameters into its chain's for every header, transaction and call that it reads, and
// builds what it reads of them anew: a third of all its work. Here each step from one set of parameters to the next is worked
// out once, and what was built of a set is used again. What comes out is the same.

import { Common } from "@ethereumjs/common";
import { field, invoke, objectAt, patch } from "./patch.ts";

type Change = readonly [topic: string, name: string, value: unknown];

/** All values of a chain's parameters. */
type State = {
	readonly id: number;
	/** By the parameters that are merged: what they change, and the state then. */
	readonly steps: WeakMap<object, { changes: readonly Change[]; to: State }>;
};

const states = new Map<string, State>();
const stateIn = new WeakMap<object, State>();
const readState = (parameters: object): State => {
	const content = JSON.stringify(parameters);
	const state = states.get(content) ?? {
		id: states.size,
		steps: new WeakMap(),
	};
	states.set(content, state);
	return state;
};

const changesBy = (parameters: object, given: object): readonly Change[] =>
	Object.entries(given).flatMap(([topic, values]) =>
		Object.entries(Object(values))
			.filter(([name, value]) => {
				const held = field(parameters, topic);
				return (
					typeof held !== "object" ||
					held === null ||
					!Object.hasOwn(held, name) ||
					field(held, name) !== value
				);
			})
			.map(([name, value]): Change => [topic, name, value]),
	);

const merge = (parameters: object, given: object): State => {
	const state = stateIn.get(parameters) ?? readState(parameters);
	const known = state.steps.get(given);
	const changes = known?.changes ?? changesBy(parameters, given);
	for (const [topic, name, value] of changes) {
		const held = Object(field(parameters, topic) ?? {});
		Reflect.set(parameters, topic, { ...held, [name]: value });
	}
	const to =
		known?.to ?? (changes.length === 0 ? state : readState(parameters));
	if (known === undefined) state.steps.set(given, { changes, to });
	stateIn.set(parameters, to);
	return to;
};

/** Names a chain's fork, further EIPs and parameters. */
export const forkKey = (chain: object): string => {
	const parameters = objectAt(chain, "_params");
	const { id } = stateIn.get(parameters) ?? readState(parameters);
	return `${id} ${invoke(chain, "hardfork")} ${invoke(chain, "eips")}`;
};

/** To be called before anything of the client's is made. */
export const mergeParametersOnce = (): void => {
	/** By the forks of a chain, which its copies share; what is built is replaced, never changed. */
	const builtFor = new WeakMap<object, Map<string, object>>();
	patch(Common.prototype, "updateParams", (_original, self, args) => {
		merge(objectAt(self, "_params"), objectAt(args, "0"));
		const forks = objectAt(self, "HARDFORK_CHANGES");
		const built = builtFor.get(forks) ?? new Map<string, object>();
		builtFor.set(forks, built);
		const key = forkKey(self);
		const known = built.get(key);
		if (known !== undefined) {
			Reflect.set(self, "_paramsCache", known);
			return;
		}
		invoke(self, "_buildParamsCache");
		built.set(key, objectAt(self, "_paramsCache"));
	});
};
