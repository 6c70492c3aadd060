// The sequencer's key and its signed payloads, by block. It signs what the node builds; told to lie, it signs a second
// payload for the same height that says something else.

import { privateKeyToAddress } from "viem/accounts";
import type { Hex } from "../../../src/base/bytes.ts";
import { headerHash } from "./blocks.ts";
import type { Derived } from "./node.ts";
import { encodePayload, type SignedPayload, signPayload } from "./payload.ts";

export type Sequencer = {
	readonly address: () => Hex;
	readonly key: () => Hex;
	readonly sign: (derived: Derived) => void;
	readonly forgetAbove: (number: number) => void;
	/** The number of the newest signed block. */
	readonly newest: () => number | undefined;
	readonly payload: (number: number) => SignedPayload | undefined;
	/**
	 * A second payload for a signed block, of the sequencer's own key and consistent in itself: it names `stateRoot`, and
	 * its block hash is that of the header with it. @throws RangeError when the block was not signed.
	 */
	readonly conflicting: (number: number, stateRoot: Hex) => SignedPayload;
	readonly setKey: (key: Hex) => void;
};

const mostKept = 4096;

export const openSequencer = (chainId: number, firstKey: Hex): Sequencer => {
	const signed = new Map<number, { derived: Derived; by: SignedPayload }>();
	let key = firstKey;
	return {
		address: () => privateKeyToAddress(key),
		key: () => key,
		sign: (derived) => {
			const { block, transactions } = derived;
			const payload = encodePayload(block, transactions);
			signed.delete(block.number);
			signed.set(block.number, {
				derived,
				by: signPayload(chainId, payload, key),
			});
			for (const number of signed.keys()) {
				if (signed.size <= mostKept) break;
				signed.delete(number);
			}
		},
		forgetAbove: (number) => {
			for (const each of [...signed.keys()])
				if (each > number) signed.delete(each);
		},
		newest: () => [...signed.keys()].at(-1),
		payload: (number) => signed.get(number)?.by,
		conflicting: (number, stateRoot) => {
			const found = signed.get(number);
			if (found === undefined)
				throw new RangeError(`"number": block ${number} was not signed`);
			const { block, transactions } = found.derived;
			const other = { ...block, stateRoot };
			return signPayload(
				chainId,
				encodePayload({ ...other, hash: headerHash(other) }, transactions),
				key,
			);
		},
		setKey: (next) => {
			key = next;
		},
	};
};
