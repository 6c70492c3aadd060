// Proofs that were read already, for several calls in a row: what one of them read is not asked for again, and all of them
// stand on one block as long as an endpoint proves it.

import type { Hex } from "../base/bytes.ts";
import { asFault } from "../base/fault.ts";
import type { ReadProof } from "../evm/known.ts";
import type { ProvedState } from "../evm/prove.ts";
import type { ProofRequest } from "../source/execution.ts";
import type { WantedAccount } from "../state/capture.ts";
import type { Header, Slot } from "../state/values.ts";
import type { Verified } from "../trust/verified.ts";

/** What is proved under one block. */
export type ServedReads = {
	readonly basis: Verified<Header>;
	readonly reads: readonly ReadProof[];
};

type ServedAccount = {
	account: ReadProof["account"];
	code: ReadProof["code"];
	readonly slots: Map<Hex, Verified<Slot>>;
};

/**
 * @param first proofs that are at hand
 * @param hints what the calls will read, where that is known; else somebody else says it
 */
export const servedState = (
	inner: ProvedState,
	first: ServedReads | null,
	hints: readonly ProofRequest[] = [],
): ProvedState => {
	let basis: Verified<Header> | null = null;
	const kept = new Map<Hex, ServedAccount>();

	const learn = (found: ServedReads): void => {
		if (basis?.value.blockHash !== found.basis.value.blockHash) {
			kept.clear();
			basis = found.basis;
		}
		for (const { account, slots, code } of found.reads) {
			const { address } = account.value;
			const one = kept.get(address) ?? { account, code, slots: new Map() };
			one.code ??= code;
			for (const slot of slots) one.slots.set(slot.value.key, slot);
			kept.set(address, one);
		}
	};
	if (first !== null) learn(first);

	/** Undefined where something of it is not at hand. */
	const readOf = ({
		address,
		slots,
		code,
	}: WantedAccount): ReadProof | undefined => {
		const one = kept.get(address);
		if (one === undefined || (code && one.code === null)) return undefined;
		const found = slots.map((key) => one.slots.get(key));
		const all = found.filter((slot) => slot !== undefined);
		return all.length < slots.length
			? undefined
			: { account: one.account, code: one.code, slots: all };
	};

	const read: ProvedState["read"] = async (wanted, at, signal) => {
		const here = basis?.value.blockNumber ?? null;
		if (basis !== null && (at === null || at === here)) {
			const lacking = wanted.filter((one) => readOf(one) === undefined);
			if (lacking.length > 0 && (at === here || lacking.length < wanted.length))
				try {
					learn(await inner.read(lacking, here, signal));
				} catch (thrown) {
					if (at !== null || asFault(thrown).code === "cancelled") throw thrown;
				}
			const reads = wanted.map(readOf).filter((one) => one !== undefined);
			if (reads.length === wanted.length) return { basis, reads };
		}
		const found = await inner.read(wanted, at, signal);
		learn(found);
		return found;
	};

	return {
		...inner,
		read,
		hint: async (request, signal) =>
			hints.length > 0 ? hints : inner.hint(request, signal),
	};
};
