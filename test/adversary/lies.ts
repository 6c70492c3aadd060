// Every lie there is, by name.

import { beaconLies } from "./beacon-lies.ts";
import { deliveryLies, executionLies } from "./execution-lies.ts";
import type { Lie } from "./lie.ts";
import { relayLies, rollupLies } from "./rollup-lies.ts";
import { transportLies } from "./transport-lies.ts";

export const lies: readonly Lie[] = [
	...transportLies,
	...beaconLies,
	...executionLies,
	...deliveryLies,
	...rollupLies,
	...relayLies,
];

/** @throws RangeError for a name that no lie has. */
export const lieNamed = (name: string): Lie => {
	const found = lies.find((lie) => lie.name === name);
	if (found === undefined) throw new RangeError(`"name" ${name} is no lie`);
	return found;
};
