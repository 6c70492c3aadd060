// Linea's recordings: what L1 holds of the rollup, by the rules that ship where the recorder asked for all that they read and else piece
// by piece by the functions that they use, and the accounts and slots of its tree under the root that follows.

import { fromHex, type Hex, toHex } from "../../../src/base/bytes.ts";
import type { Decode } from "../../../src/base/decode.ts";
import * as d from "../../../src/base/decode.ts";
import { asFault, Fault } from "../../../src/base/fault.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { shippedRollups } from "../../../src/l2/checks.ts";
import { checkCode } from "../../../src/l2/contracts.ts";
import {
	answeredLeaf,
	type LeafClaim,
	leafClaim,
} from "../../../src/l2/linea/checks/leaf.ts";
import {
	type LineaProfile,
	lineaV1,
} from "../../../src/l2/linea/checks/profile.ts";
import { stateRootSlot } from "../../../src/l2/linea/checks/root.ts";
import {
	proveLineaAccount,
	proveLineaSlot,
} from "../../../src/l2/linea/checks/tree.ts";
import type { LineaState } from "../../../src/l2/linea/checks/values.ts";
import { looseNumber, looseWord } from "../../../src/source/quantity.ts";
import { wordHex } from "../../../src/state/storage-layout.ts";
import { conclude, type Verified } from "../../../src/trust/verified.ts";
import { expect, type StateCase } from "../state-l1/case.ts";
import { l1Basis, l1Proved, type OnL1, type Recording } from "./recording.ts";

/** A block's number, as a number or in digits. */
const block: Decode<number> = (raw, path) => {
	const number =
		typeof raw === "string" && raw.startsWith("0x")
			? looseNumber(raw, path)
			: Number(d.bigDecimal(raw, path));
	return d.int(1)(number, path);
};
const claimed = d.record({ rollup: d.address, key: block });
const chain = d.record({ chainId: d.int(1) });

const linea = (l2: Json, l1: Json): LineaProfile | null => {
	const { chainId } = chain(l2, "l2");
	const { chainId: l1ChainId } = chain(l1, "l1");
	const found = shippedRollups.find(
		(one) =>
			one.kind === "linea-v1" &&
			one.chainId === chainId &&
			one.l1ChainId === l1ChainId,
	);
	return found === undefined ? null : lineaV1(found, found.name);
};

/** What L1 holds at a slot of the rollup; null where it was not recorded. */
const wordAt = (
	proved: readonly OnL1[],
	address: Hex,
	key: Hex,
): bigint | null =>
	proved
		.find(({ account }) => account.value.address === address)
		?.slots.find(({ value }) => value.key === key)?.value.word ?? null;

/** The root of the claimed block, out of the rollup's own storage, under the pinned implementation. */
const rootIn = (
	profile: LineaProfile,
	proved: readonly OnL1[],
	claim: Json,
): Hex => {
	const { rollup, key } = claimed(claim, "claim");
	const pinned = profile.contracts.rollup;
	expect(rollup === pinned.address, "another contract");
	const account = proved.find((one) => one.account.value.address === rollup);
	if (account === undefined) throw new Fault("evidence-step", "no rollup");
	if (pinned.codeHash === undefined)
		throw new Fault("evidence-step", "the proxy's code is not pinned");
	checkCode(account.account.value, rollup, pinned.codeHash, "rollup");
	const behind = wordAt(proved, rollup, profile.slots.implementation);
	expect(
		behind === BigInt(pinned.implementation),
		"another implementation, or none recorded",
	);
	const newest = wordAt(
		proved,
		rollup,
		wordHex(profile.slots.currentL2BlockNumber),
	);
	expect(newest === null || newest >= BigInt(key), "not finalized yet");
	const root = wordAt(proved, rollup, stateRootSlot(profile, key));
	expect(root !== null && root !== 0n, "no root of that block");
	return wordHex(root);
};

/** The root as a basis, as the rules have it when what the recorder left out is there. */
const stateOf = (
	profile: LineaProfile,
	stateRoot: Hex,
	l2BlockNumber: number,
): Verified<LineaState> =>
	conclude(
		"linea-state",
		[l1Basis({ chainId: profile.l1ChainId, stateRoot })],
		{
			chainId: profile.chainId,
			blockNumber: null,
			blockHash: null,
			stateRoot,
			grade: {
				who: "accepted",
				validity: "l1-accepted",
				finality: "final",
				asOfS: 0,
			},
			l2BlockNumber,
		},
		null,
	);

type Proofs = {
	readonly account: Json;
	readonly slots: readonly Json[];
};

const answer = d.record({
	accountProof: d.anything,
	storageProofs: d.optional(d.list(d.anything, 256)),
});
const more = d.record({
	account: d.address,
	storageProofs: d.list(d.anything, 256),
});

const key = d.record({ key: d.hexUpTo(32) });

/** The account's proof and those of its slots: of `linea_getProof`, and of slots that were recorded beside. */
export const proofsIn = (l2: Json): Proofs => {
	const { account, keys, lineaProof, inclusions } = d.record({
		account: d.optional(d.address),
		keys: d.optional(d.list(looseWord, 256)),
		lineaProof: answer,
		inclusions: d.optional(more),
	})(l2, "l2");
	const { accountProof, storageProofs = [] } = lineaProof;
	const of = key(accountProof, "account").key;
	expect(account === undefined || of === account, "another account");
	expect(inclusions === undefined || of === inclusions.account, "of another");
	const about = storageProofs.map((one) =>
		looseWord(key(one, "slot").key, "slot.key"),
	);
	expect(keys === undefined || about.join() === keys.join(), "other slots");
	return {
		account: accountProof as Json,
		slots: [...storageProofs, ...(inclusions?.storageProofs ?? [])] as Json[],
	};
};

/** What of an answer is proved, and nothing that an answer says besides: each part of it can be damaged. */
const essence = (raw: Json): Json => {
	const claim: LeafClaim = answeredLeaf(raw, "proof");
	return { key: key(raw, "proof").key, claim } as Json;
};
const essential = d.record({ key: d.hexUpTo(32), claim: d.anything });

/** Account and slots, proved by the rules; each value as a line. */
const provedIn = (
	state: Verified<LineaState>,
	account: unknown,
	slots: readonly unknown[],
	decode: (raw: unknown, path: string) => LeafClaim,
): readonly string[] => {
	const own = essential(account, "account");
	const proved = proveLineaAccount(
		state,
		d.address(own.key, "account.key"),
		decode(own.claim, "account.claim"),
	);
	const { value } = proved;
	return [
		`${value.address} ${value.exists} ${value.nonce} ${value.balanceWei} ${value.codeHash} ${value.storageRoot}`,
		...slots.map((slot) => {
			const one = essential(slot, "slot");
			const { value: found } = proveLineaSlot(
				proved,
				looseWord(one.key, "slot.key"),
				decode(one.claim, "slot.claim"),
			);
			return `${found.key} ${found.word}`;
		}),
	];
};

const keysIn = (proved: readonly OnL1[]): string =>
	proved.flatMap(({ slots }) => slots.map(({ value }) => value.key)).join();

const l1Case = (
	profile: LineaProfile,
	{ path, l1, l1Accounts, claim }: Recording,
): StateCase => {
	const recorded = l1Proved(l1Basis(l1), l1Accounts);
	const root = rootIn(profile, recorded, claim);
	return {
		name: `${path} root of a finalized block, under the pinned implementation; times and pauses where they were recorded`,
		input: { accounts: l1Accounts, claim, root },
		check: (input) => {
			const own = d.record({
				accounts: d.anything,
				claim: d.anything,
				root: d.hash,
			})(input, "input");
			const proved = l1Proved(l1Basis(l1), own.accounts as Json);
			const found = rootIn(profile, proved, own.claim as Json);
			expect(found === own.root, "another root");
			// in their order: a list that has them otherwise is no lie, and no recording either
			expect(
				keysIn(proved) === keysIn(recorded),
				"other slots than were recorded",
			);
		},
	};
};

/** Each account and slot under the root that L1 holds, by the rules that ship. */
const treeCase = (
	profile: LineaProfile,
	{ path, l1, l1Accounts, claim, l2 }: Recording,
): StateCase => {
	const root = rootIn(profile, l1Proved(l1Basis(l1), l1Accounts), claim);
	const number = claimed(claim, "claim").key;
	const { account, slots } = proofsIn(l2);
	const parts = { account: essence(account), slots: slots.map(essence) };
	const told = provedIn(
		stateOf(profile, root, number),
		parts.account,
		parts.slots,
		(raw) => raw as LeafClaim,
	);
	return {
		name: `${path} account and ${slots.length} slots of the rollup`,
		input: {
			root,
			account: parts.account,
			// A record and no list: a slot less would be no lie.
			slots: Object.fromEntries(parts.slots.map((slot, i) => [`${i}`, slot])),
		},
		check: (input) => {
			const own = d.record({
				root: d.hash,
				account: d.anything,
				slots: d.dictionary(d.anything, 512),
			})(input, "input");
			const found = provedIn(
				stateOf(profile, own.root, number),
				own.account,
				Object.values(own.slots),
				leafClaim,
			);
			expect(found.join() === told.join(), "other values than were recorded");
		},
	};
};

/** Does the work refuse, as a check does? @throws what is no refusal */
const refuses = (work: () => void): boolean => {
	try {
		work();
	} catch (thrown) {
		if (asFault(thrown).kind === "internal") throw thrown;
		return true;
	}
	return false;
};

const flipped = (node: Hex): Hex => {
	const bytes = fromHex(node);
	bytes[0] = (bytes[0] ?? 0) ^ 1;
	return toHex(bytes);
};

/** Each node of the account's proof, the proof under another root, and each slot by each other's proof: none proves another word. */
const otherCase = (
	profile: LineaProfile,
	{ path, l1, l1Accounts, claim, l2 }: Recording,
): StateCase => ({
	name: `${path} no node, root or slot in another's place`,
	input: null,
	check: () => {
		const root = rootIn(profile, l1Proved(l1Basis(l1), l1Accounts), claim);
		const at = (under: Hex) =>
			stateOf(profile, under, claimed(claim, "claim").key);
		const { account, slots } = proofsIn(l2);
		const address = d.address(key(account, "account").key, "account");
		const own = answeredLeaf(account, "account");
		const proved = proveLineaAccount(at(root), address, own);
		const isRefused = (under: Hex, claim: LeafClaim): boolean =>
			refuses(() => proveLineaAccount(at(under), address, claim));
		expect(isRefused(flipped(root), own), "under another root");
		const pathsOf = (
			leaf: LeafClaim,
		): readonly (readonly [readonly Hex[], (nodes: Hex[]) => LeafClaim])[] =>
			"left" in leaf
				? [
						[
							leaf.left.nodes,
							(nodes) => ({ ...leaf, left: { ...leaf.left, nodes } }),
						],
						[
							leaf.right.nodes,
							(nodes) => ({ ...leaf, right: { ...leaf.right, nodes } }),
						],
					]
				: [[leaf.nodes, (nodes) => ({ ...leaf, nodes })]];
		for (const [nodes, withNodes] of pathsOf(own))
			for (const [i, node] of nodes.entries())
				expect(
					isRefused(root, withNodes(nodes.with(i, flipped(node)))),
					`node ${i} changed`,
				);
		const claims = slots.map((slot) => ({
			key: looseWord(key(slot, "slot").key, "slot.key"),
			leaf: answeredLeaf(slot, "slot"),
		}));
		const wordBy = (slot: Hex, leaf: LeafClaim): bigint =>
			proveLineaSlot(proved, slot, leaf).value.word;
		for (const one of claims) {
			const told = wordBy(one.key, one.leaf);
			// the neighbours of one absent slot may be those of another: then they prove the same of it
			for (const { leaf } of claims) {
				let word: bigint | null = null;
				refuses(() => {
					word = wordBy(one.key, leaf);
				});
				expect(word === null || word === told, `slot ${one.key}`);
			}
		}
	},
});

export const lineaForms = (recording: Recording): readonly StateCase[] => {
	const profile = linea(recording.l2, recording.l1);
	if (profile === null)
		return [
			{
				name: `${recording.path} Linea`,
				input: null,
				check: () => {},
				unsupported: "a network of Linea that does not ship",
			},
		];
	return [
		l1Case(profile, recording),
		treeCase(profile, recording),
		otherCase(profile, recording),
	];
};
