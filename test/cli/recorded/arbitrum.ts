// Arbitrum's recordings, served. Made is on L1 what was not recorded: both logics' code, the places of the contract's settings, and that
// the recorded assertion is the newest confirmed one: one that is pending rests on a parent of which nothing but the hash was
// recorded.

import { expect } from "vitest";
import { fromHex, type Hex, toQuantity } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { decodeRlp } from "../../../src/base/rlp.ts";
import {
	type Assertion,
	assertion,
	assertionHash,
	unpackNode,
} from "../../../src/l2/arbitrum/checks/assertion.ts";
import { nodeSlot } from "../../../src/l2/arbitrum/checks/root.ts";
import { assertionCreated } from "../../../src/l2/arbitrum/runtime/assertions.ts";
import { accountClaim } from "../../../src/source/execution.ts";
import { headerFields } from "../../../src/source/header.ts";
import { checkHeader } from "../../../src/state/header.ts";
import { premiseAccount } from "../../../src/state/premises.ts";
import { proveSlot } from "../../../src/state/slot.ts";
import { wordHex } from "../../../src/state/storage-layout.ts";
import { readRecording } from "../../conformance/l2-chain/arbitrum.ts";
import type { Recording } from "../../conformance/l2-chain/recording.ts";
import { fieldsIn, listIn } from "../../conformance/state-l1/case.ts";
import { recordedState } from "./state.ts";
import {
	completed,
	isOtherwise,
	type Made,
	networkOf,
	provedOf,
	type RecordedWorld,
	whenOf,
} from "./world.ts";

const confirmed = 2n;
const statusAt = 200n;

/** The event's data: its words before the state, the state, and the words behind it. */
const dataOf = (one: Assertion): Hex =>
	`0x${[
		...Array.from({ length: 13 }, () => wordHex(0n)),
		one.blockHash,
		one.sendRoot,
		wordHex(one.batch),
		wordHex(one.positionInBatch),
		wordHex(one.machineStatus),
		one.endHistoryRoot,
		one.inboxAcc,
		...Array.from({ length: 5 }, () => wordHex(0n)),
	]
		.map((word) => word.slice(2))
		.join("")}`;

const named = (rlp: Hex): { readonly [name: string]: Json } => {
	const items = decodeRlp(fromHex(rlp));
	if (items instanceof Uint8Array) throw new Error("no header");
	return Object.fromEntries(
		headerFields.slice(0, items.length).map(([name], i) => {
			const item = items[i];
			const hex = `0x${item instanceof Uint8Array ? Buffer.from(item).toString("hex") : ""}`;
			const isNumber =
				/^(difficulty|number|gas|timestamp|base|blobGas|excess)/.test(name);
			return [
				name,
				isNumber ? toQuantity(BigInt(hex === "0x" ? "0x0" : hex)) : hex,
			];
		}),
	);
};

export const arbitrumWorld = (recording: Recording): RecordedWorld | null => {
	const network = networkOf(recording);
	const { profile, isShipped, input } = readRecording(recording);
	const [first] = listIn(input.accounts as Json).map(fieldsIn);
	if (network === null || !isShipped || first === undefined) return null;
	const { rollup, bridge } = profile.contracts;
	const one = assertion(input.assertion, "assertion");
	const hash = assertionHash(one);
	const proved = provedOf(recording);
	const key = nodeSlot(profile, hash);
	const node = proved
		.flatMap(({ slots }) => slots)
		.find(({ value }) => value.key === key)?.value.word;
	const isPinned =
		!isOtherwise(
			proved,
			rollup.address,
			profile.slots.implementation,
			rollup.implementation,
		) &&
		!isOtherwise(
			proved,
			rollup.address,
			profile.slots.userLogic,
			profile.userLogic.address,
		);
	if (node === undefined || !isPinned) return null;
	const { createdAtBlock } = unpackNode(node);
	const fields = checkHeader(input.header, one.blockHash, "l2-preimage");
	const header = named(input.header);
	const block: { readonly [field: string]: Json } = {
		...header,
		hash: one.blockHash,
		transactions: [],
	};
	const address = d.address(first.address, "address");
	const state = recordedState(
		fields.stateRoot,
		listIn(first.accountProof ?? []).map(
			(hex): Hex => `0x${String(hex).slice(2)}`,
		),
		new Map(),
	);
	const answer = state.proof(address, []);
	const l2TimeS = Number(header.timestamp);
	const l1 = whenOf(recording, l2TimeS + 3600);
	const slot = (at: number, word: bigint): [Hex, bigint] => [wordHex(at), word];
	const { slots } = profile;
	return {
		network,
		chain: String(profile.chainId),
		address,
		...l1,
		number: Math.max(l1.number, createdAtBlock + 1),
		completed: completed(
			proved,
			new Map<Hex, Made>([
				[
					rollup.address,
					{
						slots: new Map([
							[slots.implementation, BigInt(rollup.implementation)],
							[slots.userLogic, BigInt(profile.userLogic.address)],
							slot(slots.chainId, BigInt(profile.chainId)),
							slot(slots.bridge, BigInt(bridge.address)),
							slot(slots.latestConfirmed, BigInt(hash)),
						]),
					},
				],
				[
					rollup.implementation,
					rollup.implementationCodeHash === undefined
						? {}
						: { codeHash: rollup.implementationCodeHash },
				],
				[
					profile.userLogic.address,
					profile.userLogic.codeHash === undefined
						? {}
						: { codeHash: profile.userLogic.codeHash },
				],
			]),
			new Map([
				[key, (node & ~(0xffn << statusAt)) | (confirmed << statusAt)],
				slot(slots.latestConfirmed, BigInt(hash)),
			]),
		),
		l1More: (method) =>
			method !== "eth_getLogs"
				? undefined
				: [
						{
							address: rollup.address,
							topics: [assertionCreated, hash, one.parent],
							data: dataOf(one),
							blockNumber: toQuantity(createdAtBlock),
							transactionHash: wordHex(0n),
						},
					],
		l2: (method, [asked, keys, at]) => {
			if (method === "eth_chainId") return toQuantity(profile.chainId);
			if (method === "eth_blockNumber") return block.number;
			if (method === "eth_getBlockByHash")
				return asked === one.blockHash ? block : null;
			if (method === "eth_getBlockByNumber")
				return asked === header.number || asked === "latest" ? block : null;
			return method === "eth_getProof" &&
				asked === address &&
				listIn(keys ?? []).length === 0 &&
				at === header.number
				? (answer ?? undefined)
				: undefined;
		},
		expected: {
			is: "account",
			check: (printed, [conclusion]) => {
				const { nonce, balance, codeHash } = fieldsIn(answer);
				expect(fieldsIn(printed)).toMatchObject({
					chainId: profile.chainId,
					address,
					amount: String(BigInt(String(balance))),
					blockNumber: Number(header.number),
					blockHash: one.blockHash,
					grade: { who: "accepted", finality: "final", asOfS: l2TimeS },
				});
				const account = premiseAccount(conclusion);
				expect(account.value).toMatchObject({
					address,
					nonce: Number(nonce),
					balanceWei: BigInt(String(balance)),
					codeHash,
				});
				// what the recorder says besides is the same where it says it
				for (const name of ["balance", "nonce", "codeHash"] as const)
					if (first[name] !== undefined)
						expect(BigInt(String(first[name]))).toBe(
							BigInt(String(fieldsIn(answer)[name])),
						);
				const claim = accountClaim(
					{ balance: "0x0", nonce: "0x0", ...first },
					"account",
				);
				for (const given of claim.storageProof)
					expect(proveSlot(account, given).value.word).toBe(given.value);
			},
		},
	};
};
