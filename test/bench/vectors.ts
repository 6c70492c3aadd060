// The recorded updates for the topic sync: the longest row of consecutive periods among all streams of updates in a
// folder, with the update before it, whose next committee signs the first. Found by their bytes, never by a name.

import { existsSync, statSync } from "node:fs";
import { concat } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { splitStream } from "../../src/l1/answer.ts";
import type { L1Network } from "../../src/l1/network.ts";
import {
	decodeUpdate,
	isSyncCommitteeUpdate,
	periodAtSlot,
} from "../../src/l1/spec.ts";
import { listFiles } from "../conformance/files.ts";

export type RecordedSync = {
	/** The first whose signature is checked. */
	readonly firstPeriod: number;
	readonly periods: number;
	/** A stream as nodes send it: one update before the first period, then one for each. */
	readonly stream: Uint8Array;
};

const mostUpdates = 128;
/** What is longer is a block or a state. */
const mostBytes = 16_000_000;
/** In front of an update: its length and the digest of its fork. */
const headBytes = 12;

/** Each update with a next committee, by its period, as it lies in the stream; none when it is no such stream. */
const updatesIn = (
	network: L1Network,
	stream: Uint8Array,
): readonly (readonly [period: number, item: Uint8Array])[] => {
	if (stream.length > mostBytes) return [];
	try {
		return splitStream(network, stream, mostUpdates).flatMap((encoded) => {
			const update = decodeUpdate(network, "update", encoded);
			if (!isSyncCommitteeUpdate(update)) return [];
			const at = encoded.ssz.byteOffset - stream.byteOffset;
			const item = stream.subarray(at - headBytes, at + encoded.ssz.length);
			return [[periodAtSlot(network, update.attestedHeader.slot), item]];
		});
	} catch (thrown) {
		if (thrown instanceof Fault) return [];
		throw thrown;
	}
};

/** Null when there is no folder, or no two updates in it that follow each other. */
export const recordedSync = (
	network: L1Network,
	folder: string,
): RecordedSync | null => {
	if (!existsSync(folder) || !statSync(folder).isDirectory()) return null;
	const byPeriod = new Map<number, Uint8Array>();
	const named = /\.(json|ya?ml|md|txt|ssz_snappy)$/;
	for (const file of listFiles(folder)) {
		if (named.test(file.path)) continue;
		for (const [period, item] of updatesIn(network, file.bytes()))
			byPeriod.set(period, item);
	}
	let best: readonly number[] = [];
	let row: number[] = [];
	for (const period of [...byPeriod.keys()].sort((a, b) => a - b)) {
		row = row.at(-1) === period - 1 ? [...row, period] : [period];
		if (row.length > best.length) best = row;
	}
	const [before, first] = best;
	if (before === undefined || first === undefined) return null;
	return {
		firstPeriod: first,
		periods: best.length - 1,
		stream: concat(
			...best.map((period) => byPeriod.get(period) ?? new Uint8Array(0)),
		),
	};
};
