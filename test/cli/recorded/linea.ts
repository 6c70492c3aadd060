// Linea's recordings, served. Made is on L1 what was not recorded: the number of the newest finalized block, what its finalization
// says besides the root, and that nothing is paused.

import { expect } from "vitest";
import {
	bigFromBytes,
	fromHex,
	type Hex,
	toHex,
	toQuantity,
} from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { eventTopic } from "../../../src/crypto/selector.ts";
import { shippedRollups } from "../../../src/l2/checks.ts";
import { answeredLeaf } from "../../../src/l2/linea/checks/leaf.ts";
import { lineaV1 } from "../../../src/l2/linea/checks/profile.ts";
import { finalizationHash } from "../../../src/l2/linea/checks/root.ts";
import { proveLineaSlot } from "../../../src/l2/linea/checks/tree.ts";
import { looseWord } from "../../../src/source/quantity.ts";
import { premiseAccount } from "../../../src/state/premises.ts";
import { wordHex } from "../../../src/state/storage-layout.ts";
import { proofsIn } from "../../conformance/l2-chain/linea.ts";
import type { Recording } from "../../conformance/l2-chain/recording.ts";
import { fieldsIn } from "../../conformance/state-l1/case.ts";
import {
	completed,
	isOtherwise,
	type Made,
	networkOf,
	provedOf,
	type RecordedWorld,
	whenOf,
} from "./world.ts";

const keyOf = (json: Json): Hex => looseWord(fieldsIn(json).key, "key");

export const lineaWorld = (recording: Recording): RecordedWorld | null => {
	const network = networkOf(recording);
	const { chainId, block } = fieldsIn(recording.l2);
	const found = shippedRollups.find(
		(one) =>
			one.kind === "linea-v1" &&
			one.chainId === chainId &&
			one.l1ChainId === network?.chainId,
	);
	if (network === null || found === undefined) return null;
	const profile = lineaV1(found, found.name);
	const { rollup } = profile.contracts;
	const number = Number(fieldsIn(recording.claim).key);
	const timeS = Number(fieldsIn(block).timestamp);
	const { account, slots } = proofsIn(recording.l2);
	const address = d.address(fieldsIn(account).key, "key");
	const zero = wordHex(0n);
	const finalization = {
		messageNumber: zero,
		messageRollingHash: zero,
		forcedNumber: zero,
		forcedRollingHash: zero,
		timeS,
	};
	const proved = provedOf(recording);
	if (
		isOtherwise(
			proved,
			rollup.address,
			profile.slots.implementation,
			rollup.implementation,
		)
	)
		return null;
	const l1 = whenOf(recording, timeS + 3600);
	const newest: [Hex, bigint][] = [
		[wordHex(profile.slots.currentL2BlockNumber), BigInt(number)],
		[
			wordHex(profile.slots.currentFinalizedState),
			BigInt(finalizationHash(finalization)),
		],
	];
	return {
		network,
		chain: String(profile.chainId),
		address,
		...l1,
		completed: completed(
			proved,
			new Map<Hex, Made>([
				[rollup.address, { slots: new Map(newest) }],
				[
					rollup.implementation,
					rollup.implementationCodeHash === undefined
						? {}
						: { codeHash: rollup.implementationCodeHash },
				],
			]),
			new Map(newest),
		),
		l1More: (method) =>
			method !== "eth_getLogs"
				? undefined
				: [
						{
							address: rollup.address,
							topics: [
								eventTopic(
									"FinalizedStateUpdated(uint256,uint256,uint256,uint256)",
								),
								wordHex(number),
							],
							data: `${wordHex(timeS)}${"00".repeat(64)}`,
							blockNumber: toQuantity(l1.number),
							transactionHash: zero,
						},
					],
		l2: (method, [asked, keys, at]) => {
			if (method === "eth_chainId") return toQuantity(profile.chainId);
			if (
				method !== "linea_getProof" ||
				asked !== address ||
				at !== toQuantity(number)
			)
				return undefined;
			const wanted = keys as readonly Json[];
			const its = wanted.map((key) =>
				slots.find((slot) => keyOf(slot) === key),
			);
			return its.some((slot) => slot === undefined)
				? undefined
				: { accountProof: account, storageProofs: its as Json };
		},
		expected: {
			is: "account",
			check: (printed, [conclusion]) => {
				// the leaf's own words: nonce, coin, two roots and hashes, the code's keccak hash, its size
				const leaf = answeredLeaf(account, "account");
				if (!("value" in leaf)) throw new Error("an absent account");
				const bytes = fromHex(leaf.value);
				const word = (i: number) => bytes.subarray(32 * i, 32 * i + 32);
				const proved = premiseAccount(conclusion);
				expect(fieldsIn(printed)).toMatchObject({
					chainId: profile.chainId,
					address,
					amount: String(bigFromBytes(word(1))),
					grade: { who: "accepted", finality: "final", asOfS: timeS },
				});
				expect(proved.value).toMatchObject({
					address,
					nonce: Number(bigFromBytes(word(0))),
					balanceWei: bigFromBytes(word(1)),
					codeHash: toHex(word(4)),
				});
				const words = slots.map((slot) => {
					const claim = answeredLeaf(slot, "slot");
					const told = "value" in claim ? BigInt(claim.value) : 0n;
					const { value } = proveLineaSlot(proved, keyOf(slot), claim);
					return [value.word, told];
				});
				for (const [proved, told] of words) expect(proved).toBe(told);
			},
		},
	};
};
