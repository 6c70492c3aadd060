// Sync over recorded mainnet periods, from the bytes that a node sends: decode, hash, check every header and branch by the
// light client's own code, and each signature by a kernel. Only the kernel and the hashes differ between contestants.

import { digest, hashInto } from "@chainsafe/as-sha256";
import { bls12_381 } from "@noble/curves/bls12-381.js";
import {
	type Digests,
	nobleDigests,
	putDigests,
} from "../../../src/base/digest.ts";
import { Fault } from "../../../src/base/fault.ts";
import type {
	BlsChecks,
	SyncAggregateQuestion,
} from "../../../src/crypto/kernel.ts";
import { decodeSignature, verifyBySum } from "../../../src/crypto/noble.ts";
import { splitStream } from "../../../src/l1/answer.ts";
import {
	type Signers,
	twoThirds,
	validateUpdate,
} from "../../../src/l1/check.ts";
import { knownNetworks, type L1Network } from "../../../src/l1/network.ts";
import { decodeUpdate, periodAtSlot } from "../../../src/l1/spec.ts";
import { nobleKernel } from "../../../src/proof/noble.ts";
import type { Contestant, Work } from "../contest.ts";
import { keysOf } from "../made/committee.ts";
import { withFlip } from "../made/random.ts";
import { backends, openOurBls, openOurDigests } from "../ours.ts";
import {
	type HerumiKey,
	herumiKey,
	herumiSum,
	herumiVerify,
	negated,
	openHerumi,
} from "../peers/bls-eth-wasm.ts";

const named = (name: string): L1Network => {
	const found = knownNetworks.find((one) => one.name === name);
	if (found === undefined) throw new Error(`${name} is not known`);
	return found;
};

export const network = named("mainnet");
/** What the stream is called among the files of a place. */
export const streamFile = "updates";
export const syncWork = "sync of consecutive periods, a period";

const mostUpdates = 128;

/**
 * Verifies the updates one after the other: the first only gives the committee that signs the second.
 * @returns how many signatures were checked
 * @throws Fault at the first that does not hold
 */
export const verifyStream = async (
	stream: Uint8Array,
	checks: BlsChecks,
): Promise<number> => {
	const kernel = { ...nobleKernel, ...checks };
	const rules = { leastSigners: twoThirds(network), currentSlot: null };
	let signers: Signers | undefined;
	let checked = 0;
	for (const encoded of splitStream(network, stream, mostUpdates)) {
		const update = decodeUpdate(network, "update", encoded);
		if (signers !== undefined) {
			await validateUpdate(network, signers, update, rules, kernel);
			checked += 1;
		}
		const next = update.nextSyncCommittee;
		if (next === null) throw new Fault("update-shape", "no next committee");
		signers = {
			period: periodAtSlot(network, update.attestedHeader.slot) + 1,
			pubkeys: next.pubkeys,
			aggregatePubkey: next.aggregatePubkey,
		};
	}
	return checked;
};

/** A contestant's run: the realm's hashes are this contestant's while it runs. */
export const syncBy =
	(checks: BlsChecks, hashes: Digests) =>
	async (stream: Uint8Array): Promise<boolean> => {
		putDigests(hashes);
		try {
			return (await verifyStream(stream, checks)) > 0;
		} catch (thrown) {
			if (thrown instanceof Fault) return false;
			throw thrown;
		} finally {
			putDigests(nobleDigests);
		}
	};

/** What a library does with keys. Nothing is remembered between questions. */
type Library<Key> = {
	/** Null for what is no key. */
	readonly decode: (bytes: Uint8Array) => Key | null;
	readonly sum: (keys: readonly Key[]) => Key;
	readonly verify: (
		sum: Key,
		message: Uint8Array,
		signature: Uint8Array,
	) => boolean;
};

const methods = ["aggregate less absentees", "every key"] as const;
type Method = (typeof methods)[number];

const notAsked = () => Promise.reject(new Error("sync does not ask this"));

const checksBy = <Key extends object>(
	library: Library<Key>,
	method: Method,
): BlsChecks => {
	const sumOfSigners = (question: SyncAggregateQuestion): Key | null => {
		const { pubkeys, aggregatePubkey, bits } = question;
		const all = keysOf(pubkeys);
		const signed = (i: number) => (((bits[i >> 3] ?? 0) >> (i & 7)) & 1) === 1;
		const wanted =
			method === "every key"
				? all
				: [aggregatePubkey, ...all.filter((_, i) => !signed(i)).map(negated)];
		const keys: Key[] = [];
		for (const bytes of wanted) {
			const key = library.decode(bytes);
			if (key === null) return null;
			keys.push(key);
		}
		return library.sum(
			method === "every key" ? keys.filter((_, i) => signed(i)) : keys,
		);
	};
	return {
		verifySyncAggregate: async (question) => {
			const sum = sumOfSigners(question);
			if (sum === null) return false;
			return library.verify(sum, question.signingRoot, question.signature);
		},
		verifySyncAggregates: notAsked,
		checkAggregateKey: notAsked,
	};
};

const { Point } = bls12_381.G1;
const noble: Library<InstanceType<typeof Point>> = {
	decode: (bytes) => {
		try {
			const point = Point.fromBytes(bytes);
			return point.is0() ? null : point;
		} catch {
			return null;
		}
	},
	sum: (keys) => keys.reduce((a, b) => a.add(b)),
	verify: (sum, message, signature) => {
		const point = decodeSignature(signature);
		return point !== null && verifyBySum(sum, message, point);
	},
};

const herumi: Library<HerumiKey> = {
	decode: herumiKey,
	sum: herumiSum,
	verify: (sum, message, signature) => herumiVerify([sum], message, signature),
};

/** The hashes that a user of bls-eth-wasm takes along. */
const asSha256: Digests = {
	name: "@chainsafe/as-sha256",
	keccak256: nobleDigests.keccak256,
	sha256: digest,
	sha256Pairs: (blocks) => {
		const level = new Uint8Array(blocks.length / 2);
		hashInto(blocks, level);
		return level;
	},
};

const peers = methods.flatMap((method): Contestant<null, Uint8Array>[] => [
	{
		name: `@noble, ${method}`,
		backend: null,
		open: async () => syncBy(checksBy(noble, method), nobleDigests),
	},
	{
		name: `bls-eth-wasm + as-sha256, ${method}`,
		backend: null,
		open: async () => {
			await openHerumi();
			return syncBy(checksBy(herumi, method), asSha256);
		},
	},
]);

/** One after the other, and all signatures together at the end. Nothing is believed before that end. */
const verifyTogether =
	(bls: BlsChecks, hashes: Digests) =>
	async (stream: Uint8Array): Promise<boolean> => {
		const asked: SyncAggregateQuestion[] = [];
		const collecting: BlsChecks = {
			...bls,
			verifySyncAggregate: async (question) => {
				asked.push(question);
				return true;
			},
		};
		if (!(await syncBy(collecting, hashes)(stream))) return false;
		const answers = await bls.verifySyncAggregates(asked);
		return answers.length === asked.length && answers.every((yes) => yes);
	};

const ours = backends.flatMap((backend): Contestant<null, Uint8Array>[] => [
	{
		name: "sextant",
		backend,
		open: async (_, place) =>
			syncBy(await openOurBls(place, backend), await openOurDigests(place)),
	},
	{
		name: "sextant",
		backend: `${backend}, all together`,
		open: async (_, place) =>
			verifyTogether(
				await openOurBls(place, backend),
				await openOurDigests(place),
			),
	},
]);

/** Where the last byte of the last update's signature is. */
const lastOfSignature = (stream: Uint8Array): number => {
	const last = splitStream(network, stream, mostUpdates).at(-1);
	if (last === undefined) throw new RangeError('"stream" is empty');
	// What is decoded is a copy, so the place is counted: in its copy, and where that copy comes from.
	const { syncCommitteeSignature: own } = decodeUpdate(network, "update", last);
	return (
		last.ssz.byteOffset - stream.byteOffset + own.byteOffset + own.length - 1
	);
};

/** @param periods that the recorded stream has */
export const sync = (periods: number): Work<null, Uint8Array> => ({
	work: syncWork,
	topic: "sync",
	perRun: periods,
	inputs: async (place) => {
		const stream = await place.file(streamFile);
		return {
			fixed: null,
			valid: { input: stream, answer: true },
			flipped: {
				input: withFlip(stream, lastOfSignature(stream)),
				answer: false,
			},
		};
	},
	contestants: [...ours, ...peers],
});
