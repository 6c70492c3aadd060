// The contract on L1 that Starknet's state rests on: StarkWare's proxy keeps what it delegates to in a place of its own.

import { type Pinned, pinned } from "../../pinned.ts";
import { coreSlots, type StarknetProfile } from "./profile.ts";

export const starknetPinned = ({
	contracts,
}: StarknetProfile): readonly Pinned[] => {
	const core = pinned("core", contracts.core);
	return [
		{
			...core,
			behind: core.behind && { ...core.behind, slot: coreSlots.implementation },
		},
	];
};
