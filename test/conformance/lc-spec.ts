// Topic lc-spec: the consensus specs' light-client cases. A folder is a case of
// - sync, when it has steps.yaml and a bootstrap: the steps are executed whole;
// - ranking, when it has updates_0: each update must be better than the next;
// - single Merkle proof, when it has proof.yaml and an object;
// - ssz_static, when it has serialized: decoded, encoded again, its root compared.
// JSON of small committees (an IBC client's steps, a devnet's updates) goes the way of real updates, in chains.

import { equalBytes, fromHex, type Hex, toHex } from "../../src/base/bytes.ts";
import { asFault, Fault } from "../../src/base/fault.ts";
import {
	checkSsz,
	hashTreeRoot,
	jsonToSsz,
	type SszPart,
	type SszType,
	sszToJson,
} from "../../src/base/ssz.ts";
import { forkOfBytes } from "../../src/l1/answer.ts";
import { executionRoot } from "../../src/l1/check.ts";
import type { ForkName, L1Network } from "../../src/l1/network.ts";
import { isBetterUpdate } from "../../src/l1/rank.ts";
import {
	decodeBootstrap,
	decodeUpdate,
	type EncodedObject,
	type LightClientHeader,
	type LightClientUpdate,
	type ObjectKind,
	shapeAtSlot,
	shapeOf,
	shapes,
	typesOf,
} from "../../src/l1/spec.ts";
import { branchRoot, isValidBranch } from "../../src/proof/ssz-branch.ts";
import { shippedKernel } from "../kernel.ts";
import { type Chance, chance } from "./chance.ts";
import { runSmallChains } from "./lc-small.ts";
import { flip, isRefused, mutate } from "./mutate.ts";
import {
	configNetwork,
	digestsOf,
	plainNetwork,
	withForkMoved,
} from "./networks.ts";
import {
	forceUpdate,
	initializeStore,
	processUpdate,
	type SpecStore,
	validate,
} from "./spec-store.ts";
import { wholeForks, wholeTypes } from "./state-types.ts";
import { byFolder, isRecord, plainBytes, textOf, yamlOf } from "./text.ts";
import type { CaseResult, RunOptions, Topic, VectorFile } from "./topic.ts";
import { upgrade, upgradeUpdate } from "./upgrade.ts";

type Folder = ReadonlyMap<string, VectorFile>;

const fieldOf = (raw: unknown, name: string): unknown =>
	isRecord(raw) ? raw[name] : undefined;

const text = (raw: unknown, name: string): string => {
	const value = fieldOf(raw, name);
	if (typeof value !== "string") throw new TypeError(`"${name}" is missing`);
	return value;
};

const hexText = (raw: unknown, name: string): Hex =>
	toHex(fromHex(text(raw, name)));

const objectNamed = (folder: Folder, name: string): VectorFile => {
	const file = folder.get(`${name}.ssz_snappy`) ?? folder.get(`${name}.ssz`);
	if (file === undefined) throw new TypeError(`"${name}" is not in the folder`);
	return file;
};

const has = (folder: Folder, name: string): boolean =>
	folder.has(`${name}.ssz_snappy`) || folder.has(`${name}.ssz`);

// --- sync

const forkOf = (
	network: L1Network,
	digest: Hex,
	kind: ObjectKind,
	bytes: Uint8Array,
): ForkName =>
	digestsOf(network).get(digest) ?? forkOfBytes(network, kind, bytes);

const checkHeader = (
	network: L1Network,
	header: LightClientHeader,
	expected: unknown,
	what: string,
): void => {
	const wrong = (field: string, got: string) => {
		throw new TypeError(
			`${what} ${field} is ${got}, ${text(expected, field)} expected`,
		);
	};
	if (String(header.slot) !== text(expected, "slot"))
		wrong("slot", String(header.slot));
	if (toHex(header.root) !== hexText(expected, "beacon_root"))
		wrong("beacon_root", toHex(header.root));
	if (fieldOf(expected, "execution_root") === undefined) return;
	const root = toHex(executionRoot(network, header));
	if (root !== hexText(expected, "execution_root"))
		wrong("execution_root", root);
};

const checkStore = (store: SpecStore, checks: unknown): void => {
	for (const [name, header] of [
		["finalized_header", store.finalizedHeader],
		["optimistic_header", store.optimisticHeader],
	] as const) {
		const expected = fieldOf(checks, name);
		if (expected !== undefined)
			checkHeader(store.network, header, expected, name);
	}
};

type Taken = {
	readonly store: SpecStore;
	readonly update: LightClientUpdate;
	readonly currentSlot: number;
};

const runSync = async (
	folder: Folder,
	options: RunOptions,
	luck: Chance,
): Promise<number> => {
	const read = (name: string): unknown => {
		const file = folder.get(name);
		if (file === undefined) throw new TypeError(`"${name}" is missing`);
		return yamlOf(textOf(file));
	};
	const meta = read("meta.yaml");
	const network = configNetwork(
		read("config.yaml"),
		hexText(meta, "genesis_validators_root"),
	);
	const digests = digestsOf(network);
	const bootstrapBytes = plainBytes(objectNamed(folder, "bootstrap"));
	const original: EncodedObject = {
		fork: forkOf(
			network,
			hexText(meta, "bootstrap_fork_digest"),
			"bootstrap",
			bootstrapBytes,
		),
		ssz: bootstrapBytes,
	};
	const storeFork = (digest: Hex): ForkName => {
		const fork = digests.get(digest);
		if (fork === undefined) throw new Fault("unknown-fork", digest);
		return fork;
	};
	let fork = storeFork(hexText(meta, "store_fork_digest"));
	const trusted = hexText(meta, "trusted_block_root");
	// Once in its own container, as Sextant does it, and once upgraded, as the spec does it.
	initializeStore(network, trusted, decodeBootstrap(network, original));
	const bootstrap = upgrade(network, "bootstrap", original, fork);
	let store = initializeStore(
		network,
		trusted,
		decodeBootstrap(network, bootstrap),
	);

	const steps = read("steps.yaml");
	if (!Array.isArray(steps)) throw new TypeError('"steps.yaml" is no list');
	const taken: Taken[] = [];
	for (const [i, step] of steps.entries()) {
		try {
			const process = fieldOf(step, "process_update");
			const force = fieldOf(step, "force_update");
			const raise = fieldOf(step, "upgrade_store");
			if (process !== undefined) {
				const bytes = plainBytes(
					objectNamed(folder, text(process, "update").trim()),
				);
				const encoded = {
					fork: forkOf(
						network,
						hexText(process, "update_fork_digest"),
						"update",
						bytes,
					),
					ssz: bytes,
				};
				const currentSlot = Number(text(process, "current_slot"));
				const own = decodeUpdate(network, "update", encoded);
				await validate(store, own, currentSlot, shippedKernel);
				const update = upgradeUpdate(network, encoded, fork);
				taken.push({ store, update: own, currentSlot });
				if (fork !== encoded.fork) taken.push({ store, update, currentSlot });
				store = await processUpdate(store, update, currentSlot, shippedKernel);
				checkStore(store, fieldOf(process, "checks"));
			} else if (force !== undefined) {
				store = forceUpdate(store, Number(text(force, "current_slot")));
				checkStore(store, fieldOf(force, "checks"));
			} else if (raise !== undefined) {
				const next = storeFork(hexText(raise, "store_fork_digest"));
				if (shapes.indexOf(shapeOf(next)) < shapes.indexOf(shapeOf(fork)))
					throw new TypeError(`the store goes back from ${fork} to ${next}`);
				fork = next;
				checkStore(store, fieldOf(raise, "checks"));
			} else throw new TypeError("a step of no known kind");
		} catch (thrown) {
			throw new TypeError(`step ${i}: ${asFault(thrown).message}`);
		}
	}
	return (
		(await damageBootstrap(network, trusted, original, options, luck)) +
		(await damageUpdates(taken, options, luck))
	);
};

const accepted = (what: string): TypeError =>
	new TypeError(`a mutation was accepted: ${what}`);

const damageBootstrap = async (
	network: L1Network,
	trusted: Hex,
	original: EncodedObject,
	options: RunOptions,
	luck: Chance,
): Promise<number> => {
	const { part } = decodeBootstrap(network, original);
	const count = Math.ceil(options.mutations / 4);
	for (let i = 0; i < count; i++) {
		const { bytes, what } = mutate(part, luck);
		const refused = await isRefused(() =>
			initializeStore(
				network,
				trusted,
				decodeBootstrap(network, { fork: original.fork, ssz: bytes }),
			),
		);
		if (!refused) throw accepted(`bootstrap, ${what}`);
	}
	return count;
};

/** Not signed, within its period and fork: the one field of an update that may be changed. */
export const unsigned = ["signature_slot"];

const damageUpdates = async (
	taken: readonly Taken[],
	options: RunOptions,
	luck: Chance,
): Promise<number> => {
	if (taken.length === 0) return 0;
	let refused = 0;
	for (let i = 0; i < options.mutations; i++) {
		const { store, update, currentSlot } = luck.pick(taken);
		const { network } = store;
		const { bytes, what } = mutate(update.part, luck, unsigned);
		const check = (on: L1Network, ssz: Uint8Array) =>
			isRefused(() =>
				validate(
					{ ...store, network: on },
					decodeUpdate(on, "update", { fork: update.fork, ssz }),
					currentSlot,
					shippedKernel,
				),
			);
		if (!(await check(network, bytes)))
			throw accepted(`update of slot ${update.attestedHeader.slot}, ${what}`);
		refused += 1;
	}
	// The same update where another fork is in force at its slot: other indices, another domain.
	for (const one of [luck.pick(taken), luck.pick(taken)]) {
		for (const moved of withForkMoved(
			one.store.network,
			one.update.attestedHeader.slot,
		)) {
			if (
				shapeAtSlot(moved, one.update.attestedHeader.slot) ===
				shapeAtSlot(one.store.network, one.update.attestedHeader.slot)
			)
				continue;
			const { fork, part } = one.update;
			const check = isRefused(() =>
				validate(
					{ ...one.store, network: moved },
					decodeUpdate(moved, "update", { fork, ssz: part.bytes }),
					one.currentSlot,
					shippedKernel,
				),
			);
			if (!(await check)) throw accepted("another fork's index and domain");
			refused += 1;
		}
	}
	return refused;
};

// --- ranking

const runRanking = (folder: Folder): number => {
	const files: VectorFile[] = [];
	while (has(folder, `updates_${files.length}`))
		files.push(objectNamed(folder, `updates_${files.length}`));
	const all = files.map(plainBytes);
	for (const preset of ["minimal", "mainnet"] as const)
		for (const fork of ["electra", "deneb", "capella", "altair"] as const) {
			const network = plainNetwork(preset, fork);
			let updates: readonly LightClientUpdate[];
			try {
				updates = all.map((ssz) =>
					decodeUpdate(network, "update", { fork, ssz }),
				);
			} catch (thrown) {
				if (thrown instanceof Fault) continue;
				throw thrown;
			}
			return checkRanking(network, updates);
		}
	throw new TypeError("the updates are of no known fork and preset");
};

const checkRanking = (
	network: L1Network,
	updates: readonly LightClientUpdate[],
): number => {
	let refused = 0;
	for (const [i, one] of updates.entries())
		for (const [j, other] of updates.entries()) {
			const better = isBetterUpdate(network, one, other);
			if (better !== i < j)
				throw new TypeError(`is_better_update(${i}, ${j}) is ${better}`);
			if (!better) refused += 1;
		}
	return refused;
};

// --- single Merkle proof

const runProof = async (
	path: string,
	folder: Folder,
	options: RunOptions,
	luck: Chance,
): Promise<number> => {
	const file = folder.get("proof.yaml");
	if (file === undefined) throw new TypeError('"proof.yaml" is missing');
	const proof = yamlOf(textOf(file));
	const leaf = fromHex(text(proof, "leaf"), 32);
	const gindex = Number(text(proof, "leaf_index"));
	const nodes = fieldOf(proof, "branch");
	if (!Array.isArray(nodes)) throw new TypeError('"branch" is missing');
	const branch = nodes.map((node: unknown) => fromHex(String(node), 32));
	const bytes = plainBytes(objectNamed(folder, "object"));
	if (/(^|\/)(gloas|heze|eip\d+)\//.test(path))
		throw new Unsupported("progressive containers of Gloas and later");
	const roots = rootsOf(path, bytes);
	if (roots.length === 0)
		throw new Unsupported("the object is of no type here");
	const root = roots.find((one) => isValidBranch(leaf, branch, gindex, one));
	if (root === undefined) throw new TypeError("the branch does not hold");
	const broken = (own: Uint8Array): Uint8Array =>
		flip(own, luck.below(own.length), luck);
	// Where both children of a node are alike, the leaf is at either place.
	const alike = (bit: number): boolean => {
		const below = branchRoot(
			leaf,
			branch.slice(0, bit),
			2 ** bit + (gindex % 2 ** bit),
		);
		return equalBytes(below, branch[bit] ?? below);
	};
	const count = options.mutations;
	for (let i = 0; i < count; i++) {
		const at = luck.below(branch.length + 4) - 4;
		const bit = luck.below(branch.length);
		const otherIndex = alike(bit) ? 2 * gindex : gindex ^ (1 << bit);
		const holds =
			at >= 0
				? isValidBranch(
						leaf,
						branch.map((node, j) => (j === at ? broken(node) : node)),
						gindex,
						root,
					)
				: at === -1
					? isValidBranch(broken(leaf), branch, gindex, root)
					: at === -2
						? isValidBranch(leaf, branch.slice(1), gindex, root)
						: at === -3
							? isValidBranch(leaf, branch, otherIndex, root)
							: isValidBranch(leaf, branch, gindex, broken(root));
		if (holds) throw accepted(`of the branch at ${at}`);
	}
	return count;
};

class Unsupported extends Error {}

// The roots the object can have: that of the type named in its path, under each fork and preset that reads it.
const rootsOf = (path: string, bytes: Uint8Array): readonly Uint8Array[] => {
	const roots: Uint8Array[] = [];
	for (const preset of ["minimal", "mainnet"] as const)
		for (const fork of wholeForks) {
			const types = wholeTypes(preset, fork);
			const named = Object.entries(types).filter(([name]) =>
				path.split("/").includes(name),
			);
			for (const [, type] of named.length > 0 ? named : Object.entries(types))
				try {
					roots.push(hashTreeRoot({ type, bytes }));
				} catch (thrown) {
					if (!(thrown instanceof Fault)) throw thrown;
				}
		}
	return roots;
};

// --- ssz_static

const kinds: { readonly [name: string]: ObjectKind | "committee" } = {
	LightClientBootstrap: "bootstrap",
	LightClientFinalityUpdate: "finality",
	LightClientHeader: "header",
	LightClientOptimisticUpdate: "optimistic",
	LightClientUpdate: "update",
	SyncCommittee: "committee",
};

const staticTypes = (path: string): readonly SszType[] => {
	const name = path.split("/").find((part) => Object.hasOwn(kinds, part));
	const kind = name === undefined ? undefined : kinds[name];
	const types = new Set<SszType>();
	for (const preset of ["minimal", "mainnet"] as const)
		for (const fork of [
			"altair",
			"capella",
			"deneb",
			"electra",
			"gloas",
		] as const) {
			if (kind !== undefined)
				types.add(typesOf(plainNetwork(preset, fork), fork)[kind]);
			if (fork === "gloas") continue;
			for (const [whole, type] of Object.entries(wholeTypes(preset, fork)))
				if (path.split("/").includes(whole)) types.add(type);
		}
	return [...types];
};

const runStatic = (
	path: string,
	folder: Folder,
	options: RunOptions,
	luck: Chance,
): number => {
	const bytes = plainBytes(objectNamed(folder, "serialized"));
	const types = staticTypes(path);
	if (types.length === 0) throw new Unsupported("a type that is not ours");
	const part = types
		.map((type): SszPart => ({ type, bytes }))
		.find((one) => decodes(one));
	if (part === undefined) throw new TypeError("the bytes do not decode");
	const json = sszToJson(part);
	if (!equalBytes(jsonToSsz(part.type, json, ""), bytes))
		throw new TypeError("encoded again, the bytes are others");
	const roots = folder.get("roots.yaml");
	const root = toHex(hashTreeRoot(part));
	if (roots !== undefined && root !== hexText(yamlOf(textOf(roots)), "root"))
		throw new TypeError(`the root is ${root}`);
	const count = Math.ceil(options.mutations / 4);
	for (let i = 0; i < count; i++) {
		const copy = { type: part.type, bytes: bytes.slice() };
		const at = luck.below(bytes.length);
		copy.bytes[at] = (copy.bytes[at] ?? 0) ^ (1 << luck.below(8));
		// What still decodes has another root.
		if (decodes(copy) && toHex(hashTreeRoot(copy)) === root)
			throw accepted(`byte ${at}`);
	}
	return count;
};

const decodes = (part: SszPart): boolean => {
	try {
		checkSsz(part);
		return true;
	} catch (thrown) {
		if (thrown instanceof Fault) return false;
		throw thrown;
	}
};

// --- the topic

const attempt = async (
	name: string,
	run: () => Promise<number> | number,
): Promise<CaseResult> => {
	try {
		return { name, outcome: "passed", refused: await run() };
	} catch (thrown) {
		return thrown instanceof Unsupported
			? { name, outcome: "unsupported", reason: thrown.message }
			: { name, outcome: "failed", reason: asFault(thrown).message };
	}
};

export const lcSpec: Topic = {
	name: "lc-spec",
	run: async function* (files, options) {
		for (const [path, folder] of byFolder(files)) {
			const luck = chance(options.seed, path);
			const sync = folder.has("steps.yaml") && has(folder, "bootstrap");
			if (sync) yield attempt(path, () => runSync(folder, options, luck));
			else if (folder.has("steps.yaml") && has(folder, "initial_state"))
				yield {
					name: path,
					outcome: "unsupported",
					reason: "what a full node collects for light clients",
				};
			else if (has(folder, "updates_0"))
				yield attempt(path, () => runRanking(folder));
			else if (folder.has("proof.yaml") && has(folder, "object"))
				yield attempt(path, () => runProof(path, folder, options, luck));
			else if (has(folder, "serialized"))
				yield attempt(path, () => runStatic(path, folder, options, luck));
		}
		yield* runSmallChains(files, options);
	},
};
