// The descriptors that ship.

import { contracts } from "./contracts.ts";
import { type ClearDescriptor, decodeDescriptor } from "./descriptor.ts";
import { standards } from "./standards.ts";

/** Those of contracts first. */
export const ownDescriptors: readonly ClearDescriptor[] = [
	...contracts,
	{ owner: "Standards", deployments: [], formats: standards },
].map((one) => decodeDescriptor({ ...one, isOwn: true }));
