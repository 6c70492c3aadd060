// Recordings of ZKsync chains on EraVM: the diamond on L1, what L1 was told of a batch, slots and accounts under the batch's root.
// Each part is found by its fields, wherever it stands. Where the recorder asked for less than a rule reads, what is there is decided
// by the functions that the rule uses, and the rest is named.

import { concat, fromHex, type Hex, toHex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { asFault, Fault } from "../../../src/base/fault.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { shippedRollups } from "../../../src/l2/checks.ts";
import { contractPremises, provedSlot } from "../../../src/l2/proved.ts";
import {
	concludeZksyncConfig,
	zksyncConfigWanted,
} from "../../../src/l2/zksync/checks/config.ts";
import {
	facetSetIn,
	numberedPlace,
} from "../../../src/l2/zksync/checks/diamond.ts";
import type { ZksyncProfile } from "../../../src/l2/zksync/checks/profile.ts";
import { zksyncV1 } from "../../../src/l2/zksync/checks/profile.ts";
import { concludeZksyncState } from "../../../src/l2/zksync/checks/state.ts";
import {
	decodeStoredBatch,
	storedBatchBytes,
	storedBatchIn,
} from "../../../src/l2/zksync/checks/stored-batch.ts";
import {
	accountPlaces,
	accountWitness,
	concludeZksyncAccount,
	concludeZksyncSlot,
	type Place,
	type TreeClaim,
	treeClaim,
} from "../../../src/l2/zksync/checks/tree.ts";
import type {
	ZksyncRoot,
	ZksyncState,
} from "../../../src/l2/zksync/checks/values.ts";
import { looseNumber, looseWord } from "../../../src/source/quantity.ts";
import { nextSlot, wordHex } from "../../../src/state/storage-layout.ts";
import type { Slot } from "../../../src/state/values.ts";
import { conclude, type Verified } from "../../../src/trust/verified.ts";
import { expect, type StateCase } from "../state-l1/case.ts";
import { type Fields, isFields } from "../state-l1/document.ts";
import { l1Basis, l1Proved, type OnL1, type Recording } from "./recording.ts";

const unsupported = (name: string, why: string): StateCase => ({
	name,
	input: null,
	check: () => {},
	unsupported: why,
});
const notRecorded = (name: string, what: string): StateCase =>
	unsupported(name, `not recorded: ${what}`);

/** All parts of a JSON text, it itself first; no deeper than a recording is. */
const partsIn = (json: Json, depth = 12): readonly Json[] =>
	depth === 0
		? []
		: [
				json,
				...(Array.isArray(json)
					? json.flatMap((part: Json) => partsIn(part, depth - 1))
					: isFields(json)
						? Object.values(json).flatMap((part) => partsIn(part, depth - 1))
						: []),
			];
const fieldsIn = (json: Json): readonly Fields[] =>
	partsIn(json).filter((part) => isFields(part));

const numberOf = (json: Json | undefined): number | null => {
	if (typeof json === "number" && Number.isSafeInteger(json)) return json;
	if (typeof json !== "string") return null;
	if (/^[0-9]{1,15}$/.test(json)) return Number(json);
	try {
		return looseNumber(json, "number");
	} catch {
		return null;
	}
};
const wordOf = (json: Json | undefined): Hex | null => {
	const number = typeof json === "number" ? json : null;
	if (number !== null && Number.isSafeInteger(number) && number >= 0)
		return wordHex(number);
	if (typeof json === "string" && /^[0-9]{1,77}$/.test(json))
		return wordHex(BigInt(json));
	try {
		return looseWord(json, "word");
	} catch {
		return null;
	}
};

/** The profile that ships of the recording's chain; of a chain that ships none, the layout with the diamond the claim names. */
const profileOf = ({ l1, l2, claim }: Recording): ZksyncProfile => {
	const id = fieldsIn(l2)
		.map(({ chainId }) => numberOf(chainId))
		.find((one) => one !== null);
	const on = fieldsIn(l1)
		.map(({ chainId }) => numberOf(chainId))
		.find((one) => one !== null);
	const shipped = shippedRollups
		.filter(({ kind }) => kind === "zksync-v1")
		.map((one) => zksyncV1(one, one.name));
	const own = shipped.find(
		({ chainId, l1ChainId }) => chainId === id && l1ChainId === on,
	);
	if (own !== undefined) return own;
	const [any] = shipped;
	if (any === undefined) throw new Fault("unknown-chain", "no profile ships");
	const named = fieldsIn(claim).flatMap((fields) =>
		["diamond", "diamondProxy", "rollup", "chainAddress"].flatMap(
			(name) => fields[name] ?? [],
		),
	)[0];
	return zksyncV1(
		{
			...any,
			chainId: id ?? any.chainId,
			l1ChainId: on ?? any.l1ChainId,
			diamond: {
				address:
					named === undefined
						? any.diamond.address
						: d.address(named, "diamond"),
			},
		},
		"profile",
	);
};

// --- L1

const signature = (all: readonly OnL1[]): string =>
	all
		.map(
			({ account, slots, code }) =>
				`${account.value.address} ${slots.map(({ value }) => value.key).join(" ")} ${code === null}`,
		)
		.join();

const l1Input = d.record({ root: d.hash, accounts: d.anything });

/** The recorded accounts of an input, as many and in the order that were recorded. */
const provedAgain = (
	{ l1, l1Accounts }: Recording,
	input: unknown,
): readonly OnL1[] => {
	const { root, accounts } = l1Input(input, "input");
	const basis = l1Basis({ ...(l1 as object), stateRoot: root } as Json);
	const all = l1Proved(basis, accounts as Json);
	expect(
		signature(all) === signature(l1Proved(l1Basis(l1), l1Accounts)),
		"other accounts or slots than were recorded",
	);
	return all;
};

const slotOf = (
	all: readonly OnL1[],
	address: Hex,
	key: Hex,
): Verified<Slot> | null =>
	all
		.filter(({ account }) => account.value.address === address)
		.flatMap(({ slots }) => slots)
		.find(({ value }) => value.key === key) ?? null;

/** What the config reads, out of the recording; null where a part was not recorded. */
const configPremises = (profile: ZksyncProfile, all: readonly OnL1[]) => {
	const found = zksyncConfigWanted(profile).map(({ address, slots, code }) => {
		const own = all.find(({ account }) => account.value.address === address);
		const words = slots.map((key) => slotOf(all, address, key));
		const isWhole =
			own !== undefined &&
			words.every((one) => one !== null) &&
			(code !== true || own.code !== null);
		return isWhole
			? {
					account: own.account,
					slots: words.flatMap((one) => one ?? []),
					code: code === true ? own.code : null,
				}
			: null;
	});
	return found.every((one) => one !== null)
		? contractPremises(found.flatMap((one) => one ?? []))
		: null;
};

/** Where the diamond says how many facets it has. */
const facetCountOf = ({ slots }: ZksyncProfile): Hex =>
	nextSlot(slots.diamond, 2);

/** The diamond by the rule, or each of its words that is there by the rule's own reading. */
const configCase = (
	recording: Recording,
	profile: ZksyncProfile,
	all: readonly OnL1[],
): StateCase => {
	const { path, l1Accounts, l1 } = recording;
	const { diamond, slots } = profile;
	const name = `${path} diamond`;
	const wordIn = (from: readonly OnL1[], key: Hex): bigint | null =>
		slotOf(from, diamond.address, key)?.value.word ?? null;
	const counts = [
		slots.batchesExecuted,
		slots.batchesVerified,
		slots.batchesCommitted,
	].map(wordHex);
	const settles = wordHex(slots.settlementLayer);
	const has = (key: Hex): boolean => wordIn(all, key) !== null;
	const premises = configPremises(profile, all);
	const isWhole = premises !== null;
	// refusing what it does not know is what the rule is for: a recording of later facets, or of a chain that does not ship
	const isListed = has(facetCountOf(profile));
	const set = facetSetIn(profile, (key) => wordIn(all, key));
	if (isListed && set === null)
		return unsupported(name, "facets that the profile does not name: refused");
	if (!isWhole && !has(settles) && !counts.some(has))
		return notRecorded(name, "facets, settlement and counts of the diamond");
	return {
		name: isWhole ? name : `${name}, the words that were recorded`,
		input: { root: l1Basis(l1).value.stateRoot, accounts: l1Accounts },
		check: (input) => {
			const again = provedAgain(recording, input);
			const given = configPremises(profile, again);
			if (given !== null) {
				concludeZksyncConfig(profile, given);
				return;
			}
			const known = counts.map((key) => wordIn(again, key) ?? -1n);
			const [executed = -1n, verified = -1n, committed = -1n] = known;
			expect(
				[executed, verified, committed]
					.filter((one) => one >= 0n)
					.every((one, i, row) => i === 0 || (row[i - 1] ?? 0n) <= one),
				"the counts contradict each other",
			);
			expect(
				(wordIn(again, settles) ?? 0n) === 0n,
				"it settles on another chain",
			);
			expect(
				!isListed || facetSetIn(profile, (key) => wordIn(again, key)) !== null,
				"its facets are not the profile's",
			);
		},
	};
};

// --- what L1 was told of a batch

const names = [
	"batchNumber",
	"batchHash",
	"indexRepeatedStorageChanges",
	"numberOfLayer1Txs",
	"priorityOperationsHash",
	"dependencyRootsRollingHash",
	"l2LogsTreeRoot",
	"timestamp",
	"commitment",
] as const;

/** The bytes of what is told of a batch: as hex, as a record by the struct's names, or as a list of its words. */
const preimageIn = (part: Json): Hex | null => {
	if (typeof part === "string") {
		try {
			const hex = d.hexUpTo(storedBatchBytes[0])(part, "preimage");
			const { length } = fromHex(hex);
			return storedBatchBytes.some((one) => one === length) ? hex : null;
		} catch {
			return null;
		}
	}
	const words = Array.isArray(part)
		? part.map((one: Json) => wordOf(one))
		: isFields(part) && part.batchHash !== undefined
			? names
					.filter(
						(one) =>
							one !== "dependencyRootsRollingHash" || part[one] !== undefined,
					)
					.map((one) => wordOf(part[one]))
			: [];
	if (!storedBatchBytes.some((one) => one === 32 * words.length)) return null;
	return words.every((one) => one !== null)
		? toHex(
				concat(...words.flatMap((one) => (one === null ? [] : fromHex(one)))),
			)
		: null;
};

type Told = { readonly preimage: Hex; readonly batchNumber: number };

const storedHashOf = (
	profile: ZksyncProfile,
	all: readonly OnL1[],
	batchNumber: number,
): Verified<Slot> | null =>
	slotOf(
		all,
		profile.diamond.address,
		numberedPlace(profile.slots.storedBatchHashes, batchNumber),
	);

/** Each batch whose bytes and whose hash on L1 are recorded; of calldata, what is in it. */
const toldIn = (
	{ claim, l2 }: Recording,
	profile: ZksyncProfile,
	all: readonly OnL1[],
): readonly Told[] => {
	const parts = [...partsIn(claim), ...partsIn(l2)];
	const stated = parts.flatMap((part) => preimageIn(part) ?? []);
	const numbers = parts.flatMap((part) => {
		const number = numberOf(part);
		return number === null ? [] : [number];
	});
	const inCalls = parts.flatMap((part) => {
		if (typeof part !== "string" || part.length < 2 * 300) return [];
		if (!/^0x([0-9a-fA-F]{2})*$/.test(part)) return [];
		const call = d.hexUpTo(1_000_000)(part, "calldata");
		return numbers.flatMap((number) => {
			const word = storedHashOf(profile, all, number)?.value.word;
			return word === undefined
				? []
				: (storedBatchIn(call, number, wordHex(word)) ?? []);
		});
	});
	const found = [...stated, ...inCalls].map((preimage) => ({
		preimage,
		batchNumber: Number(decodeStoredBatch(preimage).batchNumber),
	}));
	return [...new Map(found.map((one) => [one.preimage, one])).values()].filter(
		({ batchNumber }) => storedHashOf(profile, all, batchNumber) !== null,
	);
};

/** A root as zksync-root concludes it, of a slot that is proved: whether the batch is proved there was perhaps not recorded. */
const rootBy = (
	profile: ZksyncProfile,
	slot: Verified<Slot>,
	batchNumber: number,
): Verified<ZksyncRoot> => {
	if (slot.value.word === 0n)
		throw new Fault("not-anchored", `no hash of batch ${batchNumber}`);
	return conclude(
		"zksync-root",
		[slot],
		{
			profile,
			at: slot.value.at,
			batchNumber,
			storedHash: wordHex(slot.value.word),
			finality: "final",
			who: "accepted",
			validity: "l1-accepted",
		},
		null,
	);
};

const batchInput = d.record({
	root: d.hash,
	accounts: d.anything,
	preimage: d.hexUpTo(storedBatchBytes[0]),
});

const stateBy = (
	recording: Recording,
	profile: ZksyncProfile,
	input: unknown,
	batchNumber: number,
): Verified<ZksyncState> => {
	const { root, accounts, preimage } = batchInput(input, "input");
	const again = provedAgain(recording, { root, accounts });
	const key = numberedPlace(profile.slots.storedBatchHashes, batchNumber);
	const { address } = profile.diamond;
	const slot = provedSlot(
		slotOf(again, address, key) ?? undefined,
		address,
		key,
	);
	return concludeZksyncState(rootBy(profile, slot, batchNumber), { preimage });
};

/** The hashes on L1 of batches that the claim numbers: there, and where the claim states one, that one. */
const hashCases = (
	recording: Recording,
	profile: ZksyncProfile,
): readonly StateCase[] => {
	const { path, l1, l1Accounts, claim } = recording;
	const all = l1Proved(l1Basis(l1), l1Accounts);
	const numbers = [
		...new Set(
			partsIn(claim).flatMap((part) => {
				const number = numberOf(part);
				return number !== null && storedHashOf(profile, all, number) !== null
					? [number]
					: [];
			}),
		),
	];
	const stated = fieldsIn(claim).flatMap(
		({ storedBatchHash, storedHash }) =>
			wordOf(storedBatchHash ?? storedHash) ?? [],
	);
	return numbers.map((number) => ({
		name: `${path} hash of batch ${number}`,
		input: { root: l1Basis(l1).value.stateRoot, accounts: l1Accounts },
		check: (input) => {
			const again = provedAgain(recording, input);
			const slot = storedHashOf(profile, again, number);
			expect(slot !== null, "its slot is not there");
			const { storedHash } = rootBy(profile, slot, number).value;
			expect(
				stated.length === 0 || stated.includes(storedHash),
				"the claim states another hash",
			);
		},
	}));
};

const batchCases = (
	recording: Recording,
	profile: ZksyncProfile,
	told: readonly Told[],
): readonly StateCase[] => {
	const { path, l1, l1Accounts } = recording;
	const root = l1Basis(l1).value.stateRoot;
	if (told.length === 0)
		return [
			...hashCases(recording, profile),
			notRecorded(`${path} batch`, "the bytes of a batch with its hash on L1"),
		];
	return told.map(({ preimage, batchNumber }) => ({
		name: `${path} batch ${batchNumber}`,
		input: { root, accounts: l1Accounts, preimage },
		check: (input) => {
			const state = stateBy(recording, profile, input, batchNumber);
			// another batch's bytes are refused for it
			for (const other of told)
				if (other.batchNumber !== batchNumber)
					expect(
						refuses(() =>
							stateBy(
								recording,
								profile,
								{ ...Object(input), preimage: other.preimage },
								batchNumber,
							),
						),
						"the bytes of another batch were accepted",
					);
			const said = fieldsIn(recording.l2).flatMap(
				({ stateRoot, batchHash, rootHash }) =>
					[stateRoot, batchHash, rootHash].flatMap((one) => wordOf(one) ?? []),
			);
			expect(
				told.length > 1 ||
					said.length === 0 ||
					said.includes(state.value.stateRoot),
				"the recording names another root",
			);
		},
	}));
};

// --- the tree

type Recorded = Place & { readonly claim: TreeClaim };

/** True when it throws a Fault that is not ours. */
const refuses = (run: () => unknown): boolean => {
	try {
		run();
		return false;
	} catch (thrown) {
		return asFault(thrown).kind !== "internal";
	}
};

/** A state with this root, as zksync-state concludes it. */
const stateWith = (
	profile: ZksyncProfile,
	stateRoot: Hex,
): Verified<ZksyncState> => {
	const checkpoint = conclude("checkpoint", [], { root: wordHex(0) }, null);
	return conclude(
		"zksync-state",
		[checkpoint],
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
			batchNumber: 0,
			openedAtS: 0,
			l2LogsRoot: wordHex(0),
			commitment: wordHex(0),
		},
		null,
	);
};

const claimOf = ({ value, index, proof }: Fields): TreeClaim | null => {
	const number = index === undefined ? null : numberOf(index ?? 0);
	const word = wordOf(value);
	if (number === null || word === null || !Array.isArray(proof)) return null;
	try {
		return treeClaim({ value: word, index: number, proof }, "claim");
	} catch {
		return null;
	}
};

/** Answers of zks_getProof, each slot with the contract that it is of. */
const slotsIn = (l2: Json): readonly Recorded[] =>
	fieldsIn(l2).flatMap((fields) => {
		const { address, storageProof } = fields;
		if (address === undefined || !Array.isArray(storageProof)) return [];
		const of = d.address(address, "address");
		return storageProof.flatMap((one: Json) => {
			if (!isFields(one)) return [];
			const claim = claimOf(one);
			const key = wordOf(one.key);
			return claim === null || key === null
				? []
				: [{ address: of, key, claim }];
		});
	});

const claimJson = ({ value, index, proof }: TreeClaim): Json => ({
	value,
	index,
	proof,
});
const slotInput = d.record({
	root: d.hash,
	address: d.address,
	key: d.hash,
	claim: treeClaim,
});
const accountInput = d.record({ root: d.hash, account: accountWitness });

/** The way without the empty subtrees that a node wrote out below the last sibling: they may stand there or not. */
const trimmed = (
	profile: ZksyncProfile,
	root: Hex,
	{ address, key, claim }: Recorded,
): Recorded => {
	const state = stateWith(profile, root);
	let proof = claim.proof;
	const holds = (some: readonly Hex[]): boolean =>
		!refuses(() =>
			concludeZksyncSlot(state, {
				address,
				key,
				claim: { ...claim, proof: some },
			}),
		);
	if (holds(proof))
		while (proof.length > 0 && holds(proof.slice(0, -1)))
			proof = proof.slice(0, -1);
	return { address, key, claim: { ...claim, proof } };
};

const slotCases = (
	{ path }: Recording,
	profile: ZksyncProfile,
	root: Hex,
	all: readonly Recorded[],
): readonly StateCase[] =>
	all.map((own, i) => ({
		name: `${path} slot ${own.key} of ${own.address}`,
		input: {
			root,
			address: own.address,
			key: own.key,
			claim: claimJson(own.claim),
		},
		check: (input) => {
			const { root: under, ...witness } = slotInput(input, "input");
			const state = stateWith(profile, under);
			const { value } = concludeZksyncSlot(state, witness);
			expect(wordHex(value.word) === witness.claim.value, "another word");
			const other = all[(i + 1) % all.length];
			const isOther =
				other !== undefined &&
				(other.key !== own.key || other.address !== own.address) &&
				JSON.stringify(other.claim) !== JSON.stringify(own.claim);
			expect(
				!isOther ||
					refuses(() =>
						concludeZksyncSlot(state, { ...witness, claim: other.claim }),
					),
				"another slot's proof was accepted",
			);
		},
	}));

/** Accounts that the recording names, of which all three slots are there. */
const accountCases = (
	{ path, l2 }: Recording,
	profile: ZksyncProfile,
	root: Hex,
	all: readonly Recorded[],
): readonly StateCase[] => {
	const named = new Set(
		partsIn(l2).flatMap((part) =>
			typeof part === "string" && /^0x[0-9a-fA-F]{40}$/.test(part)
				? [d.address(part, "address")]
				: [],
		),
	);
	return [...named].flatMap((address) => {
		const places = accountPlaces(address);
		const claimAt = ({ address: of, key }: Place) =>
			all.find((one) => one.address === of && one.key === key)?.claim;
		const [balance, nonce, code] = [
			places.balance,
			places.nonce,
			places.code,
		].map(claimAt);
		if (!balance || !nonce || !code) return [];
		return [
			{
				name: `${path} account ${address}`,
				input: {
					root,
					account: {
						address,
						balance: claimJson(balance),
						nonce: claimJson(nonce),
						code: claimJson(code),
					},
				},
				check: (input: Json) => {
					const { root: under, account } = accountInput(input, "input");
					concludeZksyncAccount(stateWith(profile, under), account);
				},
			},
		];
	});
};

const treeCases = (
	recording: Recording,
	profile: ZksyncProfile,
	told: readonly Told[],
): readonly StateCase[] => {
	const { path, l2 } = recording;
	const slots = slotsIn(l2);
	if (slots.length === 0)
		return [notRecorded(`${path} tree`, "slots with their ways to the root")];
	const stated = fieldsIn(l2).flatMap(({ stateRoot, batchHash, rootHash }) =>
		[stateRoot, batchHash, rootHash].flatMap((one) => wordOf(one) ?? []),
	);
	const roots = [
		...told.map(({ preimage }) => decodeStoredBatch(preimage).stateRoot),
		...stated,
	];
	const [first] = roots;
	if (first === undefined)
		return [notRecorded(`${path} tree`, "a root, by a batch or stated")];
	const rootOf = (slot: Recorded): Hex =>
		roots.find((root) => !refuses(() => slotUnder(profile, root, slot))) ??
		first;
	const byRoot = new Map<Hex, Recorded[]>();
	for (const slot of slots) {
		const root = rootOf(slot);
		byRoot.set(root, [
			...(byRoot.get(root) ?? []),
			trimmed(profile, root, slot),
		]);
	}
	return [...byRoot].flatMap(([root, own]) => [
		...slotCases(recording, profile, root, own),
		...accountCases(recording, profile, root, own),
	]);
};

const slotUnder = (
	profile: ZksyncProfile,
	root: Hex,
	slot: Recorded,
): unknown => concludeZksyncSlot(stateWith(profile, root), slot);

/** A recording of the family, part by part. */
export const zksyncForms = (recording: Recording): readonly StateCase[] => {
	const profile = profileOf(recording);
	const all = l1Proved(l1Basis(recording.l1), recording.l1Accounts);
	const told = toldIn(recording, profile, all);
	return [
		configCase(recording, profile, all),
		...batchCases(recording, profile, told),
		...treeCases(recording, profile, told),
	];
};
