// A withdrawal that nobody at the rollup can refuse: ordered on L1, carried out by the rollup's own rules, proved and taken
// on L1.

import { type OpModule, opWay } from "./way.ts";

export const opForced: OpModule = opWay(
	"op-forced",
	"Force a withdrawal through Ethereum",
	true,
);
