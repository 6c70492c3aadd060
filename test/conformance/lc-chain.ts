// Chains of real updates: every object that a bootstrap or an earlier update anchors is verified, and damaged. A
// committee is known once a bootstrap's or an accepted update's branch leads to it. Where nothing anchors an update, its
// own next committee still anchors what follows, and the update itself is named unsupported.

import { equalBytes, fromHex, toHex } from "../../src/base/bytes.ts";
import { asFault, Fault } from "../../src/base/fault.ts";
import {
	bytes as bytesType,
	container,
	hasField,
	hashTreeRoot,
	list,
	sszAt,
} from "../../src/base/ssz.ts";
import type { Kernel } from "../../src/crypto/kernel.ts";
import { rememberingKernel } from "../../src/crypto/memory.ts";
import {
	checkHeader,
	executionFacts,
	type Signers,
	twoThirds,
	validateBootstrap,
	validateUpdate,
} from "../../src/l1/check.ts";
import { signingRoot } from "../../src/l1/domain.ts";
import type { L1Network } from "../../src/l1/network.ts";
import {
	decodeBootstrap,
	decodeHeader,
	decodeUpdate,
	type EncodedObject,
	isSyncCommitteeUpdate,
	type LightClientHeader,
	type LightClientUpdate,
	periodAtSlot,
	type SyncCommittee,
	shapeAtSlot,
	smallUint,
	type UpdateKind,
} from "../../src/l1/spec.ts";
import { isValidBranch } from "../../src/proof/ssz-branch.ts";
import { shippedKernel } from "../kernel.ts";
import { type Block, headerOfBlock } from "./blocks.ts";
import { type Chance, chance } from "./chance.ts";
import { type Committee, type Found, findIn } from "./lc-objects.ts";
import { walk } from "./lc-walk.ts";
import { isRefused, mutate } from "./mutate.ts";
import { isTimeOf, publicNetworks, withForkMoved } from "./networks.ts";
import type { CaseResult, RunOptions, VectorFile } from "./topic.ts";

type FoundObject = Extract<Found, { readonly is: "object" }>;
type Outcome = Omit<CaseResult, "name">;

const kernel = rememberingKernel(shippedKernel, 4096);
const believing: Kernel = {
	...shippedKernel,
	verifySyncAggregate: async () => true,
};

const unsigned = ["signature_slot"];

// --- what is known of one network

type Pool = {
	readonly network: L1Network;
	readonly committees: Map<number, Signers[]>;
};

const signersOfJson = (committee: Committee, period: number): Signers => ({
	period,
	pubkeys: Uint8Array.from(
		committee.pubkeys.flatMap((key) => [...fromHex(key, 48)]),
	),
	aggregatePubkey: fromHex(committee.aggregate_pubkey, 48),
});

const learn = (pool: Pool, period: number, committee: SyncCommittee): void => {
	const known = pool.committees.get(period) ?? [];
	if (known.some((one) => equalBytes(one.pubkeys, committee.pubkeys))) return;
	const { pubkeys, aggregatePubkey } = committee;
	pool.committees.set(period, [...known, { period, pubkeys, aggregatePubkey }]);
};

const accepted = (what: string): TypeError =>
	new TypeError(`a mutation was accepted: ${what}`);

// --- one object

const runBootstrap = async (
	pool: Pool,
	found: FoundObject,
	options: RunOptions,
	luck: Chance,
): Promise<Outcome> => {
	const { network } = pool;
	const encoded = found.encode(network);
	const bootstrap = decodeBootstrap(network, encoded);
	const root = found.root ?? toHex(bootstrap.header.root);
	const check = (on: L1Network, ssz: Uint8Array) =>
		validateBootstrap(
			on,
			root,
			decodeBootstrap(on, { fork: encoded.fork, ssz }),
		);
	check(network, encoded.ssz);
	learn(
		pool,
		periodAtSlot(network, bootstrap.header.slot),
		bootstrap.currentSyncCommittee,
	);
	for (let i = 0; i < options.mutations; i++) {
		const { bytes, what } = mutate(bootstrap.part, luck);
		if (!(await isRefused(() => check(network, bytes)))) throw accepted(what);
	}
	let refused = options.mutations;
	const { slot } = bootstrap.header;
	for (const moved of withForkMoved(network, slot))
		if (shapeAtSlot(moved, slot) !== shapeAtSlot(network, slot)) {
			if (!(await isRefused(() => check(moved, encoded.ssz)))) {
				// Capella and Deneb, and all before Electra, share the committee's index; the header tells them apart.
				throw accepted("another fork's index");
			}
			refused += 1;
		}
	return { outcome: "passed", refused };
};

type Readable = {
	readonly found: FoundObject;
	readonly network: L1Network;
	readonly encoded: EncodedObject;
	readonly update: LightClientUpdate;
	readonly kind: UpdateKind;
};

const checkOne = (
	{ kind, encoded }: Readable,
	on: L1Network,
	ssz: Uint8Array,
	committee: Signers,
	by: Kernel,
): Promise<void> =>
	validateUpdate(
		on,
		committee,
		decodeUpdate(on, kind, { fork: encoded.fork, ssz }),
		{ leastSigners: twoThirds(on), currentSlot: null },
		by,
	);

const damageUpdate = async (
	one: Readable,
	committee: Signers,
	options: RunOptions,
	luck: Chance,
): Promise<number> => {
	for (let i = 0; i < options.mutations; i++) {
		const { bytes, what } = mutate(one.update.part, luck, unsigned);
		const refused = await isRefused(() =>
			checkOne(one, one.network, bytes, committee, shippedKernel),
		);
		if (!refused) throw accepted(what);
	}
	let refused = options.mutations;
	const { slot } = one.update.attestedHeader;
	for (const moved of withForkMoved(one.network, slot))
		if (shapeAtSlot(moved, slot) !== shapeAtSlot(one.network, slot)) {
			const check = isRefused(() =>
				checkOne(one, moved, one.encoded.ssz, committee, shippedKernel),
			);
			if (!(await check)) throw accepted("another fork's index and domain");
			refused += 1;
		}
	return refused;
};

/** The network with the containers of Altair throughout: for headers that come without their execution part. */
const beaconOnly = (network: L1Network): L1Network => ({
	...network,
	forks: network.forks
		.filter(({ name }) => !["electra", "fulu", "gloas"].includes(name))
		.map((fork) =>
			["phase0", "altair"].includes(fork.name)
				? fork
				: { ...fork, name: "bellatrix" },
		),
});

const readUpdate = (
	pool: Pool,
	found: FoundObject,
	kind: UpdateKind,
): Readable => {
	let { network } = pool;
	let encoded: EncodedObject;
	try {
		encoded = found.encode(network);
	} catch (thrown) {
		if (!found.beaconOnly) throw thrown;
		network = beaconOnly(network);
		encoded = found.encode(network);
	}
	const update = decodeUpdate(network, kind, encoded);
	return { found, network, encoded, update, kind };
};

// A header's execution part tells the time, and so the network.
const timeFits = (network: L1Network, header: LightClientHeader): boolean => {
	if (hasField(header.part.type, "execution")) {
		const timeS = executionFacts(network, header)?.payload?.timestampS;
		if (timeS !== undefined) return isTimeOf(network, header.slot, timeS);
	}
	return true;
};
const tellsTime = ({ found, network, update }: Readable): boolean =>
	!found.beaconOnly &&
	network.genesisTimeS > 0 &&
	executionFacts(network, update.attestedHeader) !== null;

const contentHolds = async (one: Readable): Promise<Fault | null> => {
	const period = periodAtSlot(one.network, one.update.signatureSlot);
	const nobody = {
		period,
		pubkeys: new Uint8Array(0),
		aggregatePubkey: new Uint8Array(0),
	};
	try {
		await checkOne(one, one.network, one.encoded.ssz, nobody, believing);
		return null;
	} catch (thrown) {
		return asFault(thrown);
	}
};

// --- one network

type Standing = {
	readonly outcomes: Map<Found, Outcome>;
	/** The last reason an object was not accepted under some network. */
	readonly faults: Map<Found, string>;
	readonly waiting: Map<Found, string>;
	/** Refused on the network whose clock its block tells: nothing else can excuse it. */
	readonly refused: Map<Found, string>;
};

const failed = (thrown: unknown): Outcome => ({
	outcome: "failed",
	reason: asFault(thrown).message,
});

const runUpdates = async (
	pool: Pool,
	all: readonly Found[],
	bare: readonly Committee[],
	mayBe: (path: string) => boolean,
	options: RunOptions,
	standing: Standing,
): Promise<readonly Readable[]> => {
	const { network } = pool;
	const { outcomes, faults, waiting } = standing;
	const open: Readable[] = [];
	for (const found of all) {
		if (found.is !== "object" || outcomes.has(found)) continue;
		if (found.kind === "bootstrap" || found.kind === "header") continue;
		try {
			const one = readUpdate(pool, found, found.kind);
			if (!timeFits(one.network, one.update.attestedHeader)) continue;
			if (!tellsTime(one) && !mayBe(found.name)) continue;
			const fault = await contentHolds(one);
			if (fault === null) open.push(one);
			else if (!faults.has(found)) faults.set(found, fault.message);
		} catch (thrown) {
			if (!faults.has(found)) faults.set(found, asFault(thrown).message);
		}
	}
	open.sort((a, b) => a.update.signatureSlot - b.update.signatureSlot);

	const tryOne = async (one: Readable): Promise<boolean> => {
		const period = periodAtSlot(network, one.update.signatureSlot);
		const known = pool.committees.get(period) ?? [];
		const given = one.found.signers === null ? [] : [one.found.signers];
		const candidates = [
			...known,
			...(known.length === 0 ? [...given, ...bare] : []).map((committee) =>
				signersOfJson(committee, period),
			),
		];
		for (const committee of candidates) {
			try {
				await checkOne(one, one.network, one.encoded.ssz, committee, kernel);
			} catch (thrown) {
				const fault = asFault(thrown);
				if (!known.includes(committee)) continue;
				faults.set(one.found, fault.message);
				if (tellsTime(one)) standing.refused.set(one.found, fault.message);
				continue;
			}
			const luck = chance(options.seed, one.found.name);
			try {
				const refused = await damageUpdate(one, committee, options, luck);
				outcomes.set(one.found, { outcome: "passed", refused });
			} catch (thrown) {
				outcomes.set(one.found, failed(thrown));
			}
			teach(one);
			return true;
		}
		return false;
	};
	const teach = ({ update }: Readable): void => {
		if (update.nextSyncCommittee !== null && isSyncCommitteeUpdate(update))
			learn(
				pool,
				periodAtSlot(network, update.attestedHeader.slot) + 1,
				update.nextSyncCommittee,
			);
	};

	const anchors = new Set<Readable>();
	for (;;) {
		let moved = false;
		for (const one of open)
			if (!outcomes.has(one.found) && (await tryOne(one))) moved = true;
		if (moved) continue;
		// The earliest update that nothing anchors becomes an anchor itself.
		const next = open.find(
			(one) =>
				!outcomes.has(one.found) &&
				!anchors.has(one) &&
				one.kind === "update" &&
				!pool.committees.has(periodAtSlot(network, one.update.signatureSlot)),
		);
		if (next === undefined) break;
		anchors.add(next);
		teach(next);
	}
	for (const one of open) {
		if (outcomes.has(one.found)) continue;
		const period = periodAtSlot(network, one.update.signatureSlot);
		if (!pool.committees.has(period))
			waiting.set(one.found, "nothing here gives the committee that signed it");
	}
	return open;
};

const blockTimeFits = (network: L1Network, block: Block): boolean => {
	const body = sszAt(block.part, "body");
	if (!hasField(body.type, "execution_payload")) return true;
	const time = smallUint(sszAt(body, "execution_payload", "timestamp"));
	// Before the merge the payload is empty.
	return time === 0 || isTimeOf(network, block.slot, time);
};

const runBlock = async (
	pool: Pool,
	block: Block,
	options: RunOptions,
	luck: Chance,
): Promise<Outcome | null> => {
	const { network } = pool;
	let refused = 0;
	const encoded = headerOfBlock(block);
	if (encoded !== null) {
		const header = decodeHeader(network, encoded);
		checkHeader(network, encoded.fork, header);
		if (toHex(header.root) !== block.root)
			throw new TypeError("the block's header has another root");
		for (let i = 0; i < options.mutations; i++) {
			const { bytes, what } = mutate(header.part, luck);
			const ok = await isRefused(() => {
				const again = decodeHeader(network, { fork: encoded.fork, ssz: bytes });
				checkHeader(network, encoded.fork, again);
				if (toHex(again.root) !== block.root)
					throw new Fault("bootstrap-root", "another header");
			});
			if (!ok) throw accepted(what);
			refused += 1;
		}
	}
	const body = sszAt(block.part, "body", "sync_aggregate");
	const question = (committee: Signers, parent: Uint8Array) =>
		shippedKernel.verifySyncAggregate({
			pubkeys: committee.pubkeys,
			aggregatePubkey: committee.aggregatePubkey,
			bits: sszAt(body, "sync_committee_bits").bytes,
			signingRoot: signingRoot(network, parent, block.slot),
			signature: sszAt(body, "sync_committee_signature").bytes,
		});
	const period = periodAtSlot(network, block.slot);
	const known = pool.committees.get(period);
	if (known === undefined) return null;
	for (const committee of known)
		if (await question(committee, block.parentRoot)) {
			const other = block.parentRoot.slice();
			other[luck.below(32)] = (other[0] ?? 0) ^ 0xff;
			if (await question(committee, other)) throw accepted("parent_root");
			return { outcome: "passed", refused: refused + 1 };
		}
	throw new TypeError("its committee did not sign its parent");
};

const runOthers = async (
	pool: Pool,
	all: readonly Found[],
	options: RunOptions,
	standing: Standing,
): Promise<void> => {
	const { outcomes, faults, waiting } = standing;
	for (const found of all) {
		if (outcomes.has(found)) continue;
		const luck = chance(options.seed, found.name);
		try {
			if (found.is === "object" && found.kind === "header")
				outcomes.set(found, await runHeader(pool, found, options, luck));
			if (found.is === "block") {
				const block = found.decode(pool.network);
				if (block === null || !blockTimeFits(pool.network, block)) continue;
				const outcome = await runBlock(pool, block, options, luck);
				if (outcome !== null) outcomes.set(found, outcome);
				else
					waiting.set(found, "nothing here gives the committee that signed it");
			}
		} catch (thrown) {
			if (!faults.has(found)) faults.set(found, asFault(thrown).message);
		}
	}
};

// Null where the object is another network's.
const encodedOn = (
	network: L1Network,
	found: FoundObject,
): EncodedObject | null => {
	try {
		return found.encode(network);
	} catch (thrown) {
		if (thrown instanceof Fault) return null;
		throw thrown;
	}
};

// Each bootstrap that updates follow on, as the wallet's own store takes them.
const runWalks = async function* (
	{ network }: Pool,
	all: readonly Found[],
	read: readonly Readable[],
	{ outcomes }: Standing,
): AsyncIterable<CaseResult> {
	const steps = read
		.filter(
			({ found }) =>
				outcomes.get(found)?.outcome === "passed" && !found.beaconOnly,
		)
		.map((one) => ({
			name: one.found.name,
			kind: one.kind,
			encoded: one.encoded,
			attestedSlot: one.update.attestedHeader.slot,
			signatureSlot: one.update.signatureSlot,
		}));
	for (const found of all) {
		if (found.is !== "object" || found.kind !== "bootstrap") continue;
		if (outcomes.get(found)?.outcome !== "passed") continue;
		const name = `${found.name} and what follows on it`;
		const encoded = encodedOn(network, found);
		if (encoded === null) continue;
		try {
			const { header } = decodeBootstrap(network, encoded);
			if (executionFacts(network, header) === null) continue;
			if (!timeFits(network, header)) continue;
			const period = periodAtSlot(network, header.slot);
			const later = steps.filter(
				({ attestedSlot }) => periodAtSlot(network, attestedSlot) >= period,
			);
			const done = await walk(network, encoded, later, kernel);
			if (done !== null) yield { name, outcome: "passed" };
		} catch (thrown) {
			yield { name, ...failed(thrown) };
		}
	}
};

const runHeader = async (
	{ network }: Pool,
	found: FoundObject,
	options: RunOptions,
	luck: Chance,
): Promise<Outcome> => {
	const encoded = found.encode(network);
	const header = decodeHeader(network, encoded);
	checkHeader(network, encoded.fork, header);
	// A header alone commits to its execution part by its body root, and to nothing else.
	const open = ["slot", "proposer_index", "parent_root", "state_root"];
	for (let i = 0; i < options.mutations; i++) {
		const { bytes, what } = mutate(header.part, luck, open);
		const refused = await isRefused(() =>
			checkHeader(
				network,
				encoded.fork,
				decodeHeader(network, { fork: encoded.fork, ssz: bytes }),
			),
		);
		if (!refused) throw accepted(what);
	}
	return { outcome: "passed", refused: options.mutations };
};

// --- branches into the state that need no network

const summaryGindices = [59, 91];
const summaries = list(
	container(
		["block_summary_root", bytesType(32)],
		["state_summary_root", bytesType(32)],
	),
	2 ** 24,
);

const runBranch = (
	found: Extract<Found, { readonly is: "branch" }>,
	options: RunOptions,
	luck: Chance,
): Outcome => {
	const leaf = fromHex(found.leaf, 32);
	const branch = found.branch.map((node) => fromHex(node, 32));
	const root = fromHex(found.root, 32);
	const gindex = summaryGindices.find((index) =>
		isValidBranch(leaf, branch, index, root),
	);
	if (gindex === undefined) throw new TypeError("the branch does not hold");
	if (
		found.summaries !== null &&
		!equalBytes(hashTreeRoot({ type: summaries, bytes: found.summaries }), leaf)
	)
		throw new TypeError("the list has another root");
	for (let i = 0; i < options.mutations; i++) {
		const at = luck.below(branch.length);
		const broken = branch.map((node, j) =>
			j === at ? node.map((byte, k) => (k === i % 32 ? byte ^ 1 : byte)) : node,
		);
		if (isValidBranch(leaf, broken, gindex, root)) throw accepted(`node ${at}`);
	}
	return { outcome: "passed", refused: options.mutations };
};

// --- all of it

// The networks that a path names, or all: for what its own bytes do not tell.
const hinted = (
	path: string,
	networks: readonly L1Network[],
): readonly L1Network[] => {
	const named = networks.filter(({ name }) =>
		path.toLowerCase().includes(name),
	);
	return named.length > 0 ? named : networks;
};

/** Runs everything found in the files under the networks given. */
export const runFound = async function* (
	all: readonly Found[],
	networks: readonly L1Network[],
	options: RunOptions,
): AsyncIterable<CaseResult> {
	const standing: Standing = {
		outcomes: new Map(),
		faults: new Map(),
		waiting: new Map(),
		refused: new Map(),
	};
	const { outcomes, faults, waiting, refused } = standing;
	const bare = all.flatMap((found) =>
		found.is === "committee" ? [found.committee] : [],
	);
	for (const network of networks) {
		const pool: Pool = { network, committees: new Map() };
		for (const found of all) {
			if (found.is !== "object" || found.kind !== "bootstrap") continue;
			const luck = chance(options.seed, found.name);
			try {
				// Again under each network, for the pool's sake; it counts once.
				const outcome = await runBootstrap(
					pool,
					found,
					outcomes.has(found) ? { ...options, mutations: 0 } : options,
					luck,
				);
				if (!outcomes.has(found)) outcomes.set(found, outcome);
			} catch (thrown) {
				if (!faults.has(found)) faults.set(found, asFault(thrown).message);
			}
		}
		const mayBe = (path: string) => hinted(path, networks).includes(network);
		const read = await runUpdates(pool, all, bare, mayBe, options, standing);
		await runOthers(pool, all, options, standing);
		yield* runWalks(pool, all, read, standing);
	}
	for (const found of all) {
		const { name } = found;
		if (found.is === "branch") {
			try {
				yield {
					name,
					...runBranch(found, options, chance(options.seed, name)),
				};
			} catch (thrown) {
				yield { name, ...failed(thrown) };
			}
			continue;
		}
		if (found.is === "committee") continue;
		const outcome = outcomes.get(found);
		if (outcome !== undefined) yield { name, ...outcome };
		else if (refused.has(found))
			yield { name, outcome: "failed", reason: refused.get(found) ?? "" };
		else if (waiting.has(found))
			yield {
				name,
				outcome: "unsupported",
				reason: waiting.get(found) ?? "",
			};
		else {
			const fault = faults.get(found);
			yield fault === undefined || fault.startsWith("unknown-fork")
				? {
						name,
						outcome: "unsupported",
						reason: "of a network or a fork that is not known here",
					}
				: { name, outcome: "failed", reason: fault };
		}
	}
};

export const runChains = async function* (
	files: readonly VectorFile[],
	options: RunOptions,
	networks: readonly L1Network[] = publicNetworks,
): AsyncIterable<CaseResult> {
	const all: Found[] = [];
	for (const file of files) {
		try {
			all.push(...findIn(file, networks));
		} catch (thrown) {
			yield { name: file.path, ...failed(thrown) };
		}
	}
	yield* runFound(all, networks, options);
};
