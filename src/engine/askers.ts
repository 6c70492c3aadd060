// A chain's endpoints as each who asks has them: clients of his own, whose requests go in his lane, over standings that all
// share.

import type { Fault } from "../base/fault.ts";
import type { Endpoint } from "../source/claim.ts";
import { type Execution, openExecution } from "../source/execution.ts";
import type { Asker, Lanes } from "../source/lanes.ts";
import { openPool, type Pool } from "../source/pool.ts";
import type { Clock, Fetch } from "../source/ports.ts";

export type AskerPorts = {
	readonly fetch: Fetch;
	readonly clock: Clock;
	/** Left out where one alone asks, as on the command line: all goes out by `fetch`. */
	readonly lanes?: Lanes;
};

export const wayOut = ({ fetch, lanes }: AskerPorts, asker: Asker): Fetch =>
	lanes === undefined ? fetch : lanes(asker);

/** The light client. */
export const following: Asker = { lane: "sync", origin: "" };
/** Our own reading for the screens, and all that follows from it. */
export const onScreens: Asker = { lane: "screen", origin: "" };
/** What a person's order is made of, and where it is. */
export const person: Asker = { lane: "order", origin: "" };

/** Made once for each who asks, and forgotten with him. */
export const byAsker = <T>(
	make: (asker: Asker) => T,
): ((asker: Asker) => T) => {
	const made = new WeakMap<Asker, T>();
	return (asker) => {
		const known = made.get(asker);
		if (known !== undefined) return known;
		const own = make(asker);
		made.set(asker, own);
		return own;
	};
};

export type Executions = {
	/** For the screens. */
	readonly all: Pool<Execution>;
	readonly by: (asker: Asker) => Pool<Execution>;
};

export const openExecutions = (
	endpoints: readonly Endpoint[],
	outside: AskerPorts,
	nobody: () => Fault,
): Executions => {
	const clientOf = (endpoint: Endpoint, asker: Asker): Execution =>
		openExecution(
			{ fetch: wayOut(outside, asker), clock: outside.clock },
			endpoint,
		);
	const shared = openPool<Execution>(
		endpoints.map((endpoint) => ({
			name: endpoint.name,
			client: clientOf(endpoint, onScreens),
		})),
		nobody,
	);
	return {
		all: shared,
		by: (asker) =>
			shared.through(({ client }) => clientOf(client.endpoint, asker)),
	};
};
