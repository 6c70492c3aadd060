// From a beacon node's answer to encoded light-client objects: JSON, SSZ with or without a version header, and the stream
// of updates. It decides which fork's type the bytes have, and nothing else.

import { toHex } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import {
	checkSsz,
	hasField,
	jsonToSsz,
	type SszPart,
	sszAt,
} from "../base/ssz.ts";
import type { BeaconAnswer } from "../source/beacon.ts";
import { forkDigests } from "./domain.ts";
import { type ForkName, forkNames, type L1Network } from "./network.ts";
import {
	type EncodedObject,
	forkAtSlot,
	type ObjectKind,
	shapeOf,
	shapes,
	smallUint,
	typesOf,
} from "./spec.ts";

/** A beacon node's `version`. @throws unknown-fork for a name this release does not know */
export const forkNamed = (version: string): ForkName => {
	const name = forkNames.find((known) => known === version.toLowerCase());
	if (name === undefined)
		throw new Fault("unknown-fork", `"${version.slice(0, 20)}"`);
	return name;
};

const versioned = d.record({ version: d.text(20), data: d.anything });

/** An object in the beacon API's JSON, by the type of its version. @throws bad-field, bad-ssz, unknown-fork */
export const encodeVersioned = (
	network: L1Network,
	kind: ObjectKind,
	raw: unknown,
): EncodedObject => {
	const { version, data } = versioned(raw, "");
	const fork = forkNamed(version);
	const ssz = jsonToSsz(typesOf(network, fork)[kind], data, "data");
	return scheduled(network, kind, { fork, ssz });
};

// A fork later than the one that the network's file has at that slot: the file is out of date, or the node lies. Either
// way nothing can be verified.
const scheduled = (
	network: L1Network,
	kind: ObjectKind,
	encoded: EncodedObject,
): EncodedObject => {
	const type = typesOf(network, encoded.fork)[kind];
	const slot = mainSlot({ type, bytes: encoded.ssz });
	const own = forkAtSlot(network, slot).name;
	if (forkNames.indexOf(encoded.fork) > forkNames.indexOf(own))
		throw new Fault(
			"unknown-fork",
			`slot ${slot} in ${encoded.fork}, the network's file has ${own} there`,
		);
	return encoded;
};

const mainHeader = (part: SszPart): SszPart => {
	for (const name of ["attested_header", "header"])
		if (hasField(part.type, name)) return sszAt(part, name);
	return part;
};

const mainSlot = (part: SszPart): number =>
	smallUint(sszAt(mainHeader(part), "beacon", "slot"));

/**
 * The fork whose type bare bytes have: the one whose reading of them has a main header of a slot of that fork.
 * @throws unknown-fork when they are of a later fork than the network's file has at their slot; bad-ssz when there is none
 */
export const forkOfBytes = (
	network: L1Network,
	kind: ObjectKind,
	ssz: Uint8Array,
): ForkName => {
	let later: Fault | null = null;
	for (const shape of shapes.toReversed()) {
		const part = { type: typesOf(network, shape)[kind], bytes: ssz };
		try {
			checkSsz(part);
			const slot = mainSlot(part);
			const own = forkAtSlot(network, slot).name;
			if (own === "phase0") continue;
			if (shapeOf(own) === shape) return own;
			if (shapes.indexOf(shape) > shapes.indexOf(shapeOf(own)))
				later ??= new Fault(
					"unknown-fork",
					`slot ${slot} in the form of ${shape}, the network's file has ${own} there`,
				);
		} catch (thrown) {
			if (!(thrown instanceof Fault)) throw thrown;
		}
	}
	throw (
		later ??
		new Fault("bad-ssz", `${ssz.length} bytes are no ${kind} of any fork`)
	);
};

/** One object of an answer. @throws bad-field, bad-ssz, unknown-fork */
export const decodeObject = (
	network: L1Network,
	kind: ObjectKind,
	answer: BeaconAnswer,
): EncodedObject => {
	if (answer.form === "json")
		return encodeVersioned(network, kind, answer.json);
	if (answer.version === null) {
		const fork = forkOfBytes(network, kind, answer.bytes);
		return { fork, ssz: answer.bytes };
	}
	const fork = forkNamed(answer.version);
	return scheduled(network, kind, { fork, ssz: answer.bytes });
};

const lengthBytes = 8;
const digestBytes = 4;

/**
 * The items of a stream: for each a length of 8 bytes, a fork digest, and the object.
 * @throws bad-ssz when it does not come out even, too-large beyond `most` items, unknown-fork for a digest that the network's file does not give
 */
export const splitStream = (
	network: L1Network,
	stream: Uint8Array,
	most: number,
): readonly EncodedObject[] => {
	const digests = forkDigests(network);
	const items: EncodedObject[] = [];
	let at = 0;
	while (at < stream.length) {
		if (items.length >= most)
			throw new Fault("too-large", `more than ${most} updates`);
		if (stream.length - at < lengthBytes)
			throw new Fault("bad-ssz", "a stream cut in a length");
		const length = smallUint({
			type: { kind: "uint", bytes: 8 },
			bytes: stream.subarray(at, at + lengthBytes),
		});
		at += lengthBytes;
		if (length < digestBytes || length > stream.length - at)
			throw new Fault("bad-ssz", `an item of ${length} bytes in a stream`);
		const digest = toHex(stream.subarray(at, at + digestBytes));
		const fork = digests.get(digest);
		if (fork === undefined)
			throw new Fault("unknown-fork", `fork digest ${digest}`);
		items.push({ fork, ssz: stream.subarray(at + digestBytes, at + length) });
		at += length;
	}
	return items;
};

/** The updates of an answer, at most as many as were asked for. @throws bad-field, bad-ssz, too-large, unknown-fork */
export const decodeUpdates = (
	network: L1Network,
	answer: BeaconAnswer,
	most: number,
): readonly EncodedObject[] =>
	answer.form === "ssz"
		? splitStream(network, answer.bytes, most)
		: d
				.list(d.anything, most)(answer.json, "updates")
				.map((item) => encodeVersioned(network, "update", item));
