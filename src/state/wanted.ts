// What is to be proved of an account.

import type { Hex } from "../base/bytes.ts";
import type { ProofRequest } from "../source/execution.ts";

export type WantedAccount = ProofRequest & {
	/** The account's code as well. */
	readonly code?: boolean;
};

/** One entry an address, in the order they first came, with all that is wanted of it. */
export const joinWanted = (
	all: readonly WantedAccount[],
): readonly WantedAccount[] => {
	const byAddress = new Map<Hex, WantedAccount>();
	for (const { address, slots, code = false } of all) {
		const before = byAddress.get(address);
		byAddress.set(address, {
			address,
			slots: [...new Set([...(before?.slots ?? []), ...slots])],
			...((code || before?.code === true) && { code: true }),
		});
	}
	return [...byAddress.values()];
};
