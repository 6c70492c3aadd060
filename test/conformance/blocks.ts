// Whole beacon blocks as they lie in vectors: told by their bytes, and turned into the header that a light client gets.

import { type Hex, toHex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import {
	checkSsz,
	hasField,
	hashTreeRoot,
	join,
	merkleize,
	type SszPart,
	type SszType,
	sszAt,
	sszParts,
} from "../../src/base/ssz.ts";
import type { ForkName, L1Network } from "../../src/l1/network.ts";
import {
	beaconBlockHeader,
	type EncodedObject,
	executionPayloadHeader,
	forkAtSlot,
	smallUint,
} from "../../src/l1/spec.ts";
import { wholeForks, wholeTypes } from "./state-types.ts";

export type Block = {
	readonly fork: ForkName;
	readonly slot: number;
	/** The BeaconBlock, without its signature. */
	readonly part: SszPart;
	readonly root: Hex;
	readonly parentRoot: Uint8Array;
};

const blockOf = (fork: ForkName, part: SszPart): Block => ({
	fork,
	slot: smallUint(sszAt(part, "slot")),
	part,
	root: toHex(hashTreeRoot(part)),
	parentRoot: sszAt(part, "parent_root").bytes,
});

/** A SignedBeaconBlock or a BeaconBlock of the fork that the network has at its slot; null when the bytes are neither. */
export const blockFromSsz = (
	network: L1Network,
	bytes: Uint8Array,
): Block | null => {
	for (const fork of wholeForks) {
		const types = wholeTypes(network.preset, fork);
		for (const type of [types.SignedBeaconBlock, types.BeaconBlock]) {
			try {
				const part = { type, bytes };
				checkSsz(part);
				const message =
					type === types.SignedBeaconBlock ? sszAt(part, "message") : part;
				const slot = smallUint(sszAt(message, "slot"));
				if (forkAtSlot(network, slot).name === fork)
					return blockOf(fork, message);
			} catch (thrown) {
				if (!(thrown instanceof Fault)) throw thrown;
			}
		}
	}
	return null;
};

export const blockFromPart = (fork: ForkName, part: SszPart): Block =>
	blockOf(fork, part);

// ExecutionPayload to ExecutionPayloadHeader: the two lists by their roots.
const payloadHeader = (payload: SszPart, type: SszType): Uint8Array => {
	const fields = type.kind === "container" ? type.fields : [];
	return join(
		fields.map(([name, fieldType]) => ({
			type: fieldType,
			bytes: rootOfList(payload, name),
		})),
	);
};

const rootOfList = (payload: SszPart, name: string): Uint8Array => {
	const of = name.replace(/_root$/, "");
	return of !== name && hasField(payload.type, of)
		? hashTreeRoot(sszAt(payload, of))
		: sszAt(payload, name).bytes;
};

/** The siblings from a field of a container up to its root, lowest first. */
export const fieldBranch = (
	part: SszPart,
	name: string,
): readonly Uint8Array[] => {
	const { type } = part;
	const fields = type.kind === "container" ? type.fields : [];
	let index = fields.findIndex(([field]) => field === name);
	let width = 1;
	while (width < fields.length) width *= 2;
	const roots = sszParts(part).map(hashTreeRoot);
	while (roots.length < width) roots.push(new Uint8Array(32));
	const branch: Uint8Array[] = [];
	let level: readonly Uint8Array[] = roots;
	for (; level.length > 1; index >>= 1) {
		branch.push(level[index ^ 1] ?? new Uint8Array(32));
		const above: Uint8Array[] = [];
		for (let i = 0; i < level.length; i += 2)
			above.push(merkleize(level.slice(i, i + 2), 2));
		level = above;
	}
	return branch;
};

/** The LightClientHeader of a block, Capella to Fulu, as a full node makes it; null for an earlier block. */
export const headerOfBlock = (block: Block): EncodedObject | null => {
	const { part, fork } = block;
	const body = sszAt(part, "body");
	if (fork === "altair" || fork === "bellatrix") return null;
	const type =
		fork === "capella"
			? executionPayloadHeader.capella
			: executionPayloadHeader.deneb;
	const beacon = join(
		(beaconBlockHeader.kind === "container"
			? beaconBlockHeader.fields
			: []
		).map(([name, fieldType]) => ({
			type: fieldType,
			bytes:
				name === "body_root" ? hashTreeRoot(body) : sszAt(part, name).bytes,
		})),
	);
	const execution = payloadHeader(sszAt(body, "execution_payload"), type);
	const branch = fieldBranch(body, "execution_payload");
	const nodes = branch.map((bytes) => ({
		type: { kind: "bytes", length: 32 } as const,
		bytes,
	}));
	return {
		fork,
		ssz: join([
			{ type: beaconBlockHeader, bytes: beacon },
			{ type, bytes: execution },
			{
				type: {
					kind: "vector",
					item: { kind: "bytes", length: 32 },
					length: nodes.length,
				},
				bytes: join(nodes),
			},
		]),
	};
};
