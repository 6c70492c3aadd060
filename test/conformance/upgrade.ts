// Upgrading light-client objects to a later fork's containers, as the specs' fork documents have it. Sextant checks every
// object in its own container; the runner checks them upgraded too, for then zeros stand in front of branches and later
// fields in headers. Source: consensus-specs v1.6.0, specs/{capella,deneb,electra}/light-client/fork.md

import type { Json } from "../../src/base/immutable.ts";
import {
	defaultOf,
	jsonToSsz,
	type SszType,
	sszToJson,
} from "../../src/base/ssz.ts";
import type { ForkName, L1Network } from "../../src/l1/network.ts";
import {
	decodeUpdate,
	type EncodedObject,
	type ObjectKind,
	typesOf,
} from "../../src/l1/spec.ts";
import { isRecord } from "./text.ts";

const zero = `0x${"00".repeat(32)}`;

// Missing fields get their defaults; a vector of hashes that is too short gets zeros in front.
const widen = (type: SszType, raw: unknown): Json => {
	if (raw === undefined) return sszToJson({ type, bytes: defaultOf(type) });
	if (type.kind === "container" && isRecord(raw))
		return Object.fromEntries(
			type.fields.map(([name, field]) => [name, widen(field, raw[name])]),
		);
	if (type.kind === "vector" && Array.isArray(raw)) {
		const items = raw.map((item: unknown) => widen(type.item, item));
		const short = new Array<Json>(Math.max(0, type.length - items.length));
		return [...short.fill(zero), ...items];
	}
	return typeof raw === "string" ? raw : null;
};

/** The same object in the container of `to`, from Altair to Fulu. */
export const upgrade = (
	network: L1Network,
	kind: ObjectKind,
	{ fork, ssz }: EncodedObject,
	to: ForkName,
): EncodedObject => {
	const json = sszToJson({ type: typesOf(network, fork)[kind], bytes: ssz });
	const type = typesOf(network, to)[kind];
	return { fork: to, ssz: jsonToSsz(type, widen(type, json), "") };
};

export const upgradeUpdate = (
	network: L1Network,
	encoded: EncodedObject,
	to: ForkName,
): ReturnType<typeof decodeUpdate> =>
	decodeUpdate(network, "update", upgrade(network, "update", encoded, to));
