// Sync over recorded mainnet periods, from the bytes that a node sends: decode, hash, check every branch and header by the
// light client's own code, and each signature by a kernel. Only the kernel differs between the contestants.

import { bls12_381 } from "@noble/curves/bls12-381.js";
import { Fault } from "../../../src/base/fault.ts";
import type {
	Kernel,
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
import type { Contestant, Work } from "../contest.ts";
import { keysOf } from "../made/committee.ts";
import { withFlip } from "../made/random.ts";
import {
	herumiKey,
	herumiSum,
	herumiVerify,
	negated,
	openHerumi,
} from "../peers/bls-eth-wasm.ts";

export const mainnet = (): L1Network => {
	const found = knownNetworks.find(({ name }) => name === "mainnet");
	if (found === undefined) throw new Error("mainnet is not known");
	return found;
};

/** What the stream is called among the files of a place. */
export const streamFile = "updates";
export const syncWork = "sync of consecutive periods";

const network = mainnet();
const mostUpdates = 128;

/**
 * Verifies the updates one after the other: the first only gives the committee that signs the second.
 * @returns how many signatures were checked @throws Fault at the first that does not hold
 */
export const verifyStream = async (
	stream: Uint8Array,
	kernel: Kernel,
): Promise<number> => {
	let signers: Signers | undefined;
	let checked = 0;
	const rules = { leastSigners: twoThirds(network), currentSlot: null };
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

export const syncBy =
	(kernel: Kernel) =>
	async (stream: Uint8Array): Promise<boolean> => {
		try {
			return (await verifyStream(stream, kernel)) > 0;
		} catch (thrown) {
			if (thrown instanceof Fault) return false;
			throw thrown;
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

type Method = "every key" | "aggregate less absentees";

/** Who signed, by seat. */
const bySeat = ({ pubkeys, bits }: SyncAggregateQuestion) => {
	const all = keysOf(pubkeys);
	const signed = (i: number) => (((bits[i >> 3] ?? 0) >> (i & 7)) & 1) === 1;
	return {
		all,
		absent: all.filter((_, i) => !signed(i)),
		isPresent: all.map((_, i) => signed(i)),
	};
};

const kernelBy = <Key>(
	name: string,
	library: Library<Key>,
	method: Method,
): Kernel => {
	const sumOfSigners = (question: SyncAggregateQuestion): Key | null => {
		const { all, absent, isPresent } = bySeat(question);
		const wanted =
			method === "every key"
				? all
				: [question.aggregatePubkey, ...absent.map(negated)];
		const keys = wanted.map(library.decode);
		const valid = keys.filter((key): key is Key & {} => key !== null);
		if (valid.length < keys.length) return null;
		return library.sum(
			method === "every key" ? valid.filter((_, i) => isPresent[i]) : valid,
		);
	};
	return {
		name,
		verifySyncAggregate: async (question) => {
			const sum = sumOfSigners(question);
			return (
				sum !== null &&
				library.verify(sum, question.signingRoot, question.signature)
			);
		},
		checkAggregateKey: async () => {
			throw new Error("sync does not ask this");
		},
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

const herumi: Library<NonNullable<ReturnType<typeof herumiKey>>> = {
	decode: herumiKey,
	sum: herumiSum,
	verify: (sum, message, signature) => herumiVerify([sum], message, signature),
};

const peer = <Key>(
	name: string,
	library: Library<Key>,
	method: Method,
	ready: () => Promise<void>,
): Contestant<null, Uint8Array> => ({
	name: `${name}, ${method}`,
	backend: null,
	open: async () => {
		await ready();
		return syncBy(kernelBy(name, library, method));
	},
});

const now = async (): Promise<void> => {};

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
				// Near the end of the last update: in its signature.
				input: withFlip(stream, stream.length - 20),
				answer: false,
			},
		};
	},
	contestants: [
		peer("@noble/curves", noble, "aggregate less absentees", now),
		peer("bls-eth-wasm", herumi, "aggregate less absentees", openHerumi),
		peer("@noble/curves", noble, "every key", now),
		peer("bls-eth-wasm", herumi, "every key", openHerumi),
	],
});
