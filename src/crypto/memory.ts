// A kernel that remembers what it was told: the same question asked twice is answered once. Only yes is kept, so a
// forged question cannot push out more than its own place.

import { concat, type Hex, toHex } from "../base/bytes.ts";
import { sha256 } from "./hash.ts";
import type { Kernel } from "./kernel.ts";

const nameOf = (parts: readonly Uint8Array[]): Hex => {
	const lengths = new Uint32Array(parts.map((part) => part.length));
	return toHex(sha256(concat(new Uint8Array(lengths.buffer), ...parts)));
};

/** The same answers as `kernel` gives, with the last `most` that were yes remembered. */
export const rememberingKernel = (kernel: Kernel, most = 256): Kernel => {
	const proved = new Set<Hex>();
	const ask = async (
		parts: readonly Uint8Array[],
		question: () => Promise<boolean>,
	): Promise<boolean> => {
		const name = nameOf(parts);
		if (proved.has(name)) return true;
		const yes = await question();
		if (yes) {
			proved.add(name);
			for (const oldest of proved) {
				if (proved.size <= most) break;
				proved.delete(oldest);
			}
		}
		return yes;
	};
	return {
		name: kernel.name,
		verifySyncAggregate: (question) =>
			ask(
				[
					question.pubkeys,
					question.aggregatePubkey,
					question.bits,
					question.signingRoot,
					question.signature,
				],
				() => kernel.verifySyncAggregate(question),
			),
		checkAggregateKey: (pubkeys, aggregatePubkey) =>
			ask([pubkeys, aggregatePubkey], () =>
				kernel.checkAggregateKey(pubkeys, aggregatePubkey),
			),
	};
};
