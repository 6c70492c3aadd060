// A withdrawal that was begun on the rollup, by this wallet or any other: proved and taken on L1.

import { type OpModule, opWay } from "./way.ts";

export const opPlain: OpModule = opWay(
	"op-plain",
	"Go on with a withdrawal from the rollup",
	false,
);
