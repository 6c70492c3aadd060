// The light client's three questions to a beacon node: bootstrap, updates by period, newest updates. What comes back is
// encoded objects, bounded and of a known fork, and unchecked.

import type { Hex } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { askBeacon, type BeaconPorts } from "../source/beacon.ts";
import { bounds } from "../source/bounds.ts";
import type { Endpoint } from "../source/claim.ts";
import { decodeObject, decodeUpdates } from "./answer.ts";
import type { L1Network } from "./network.ts";
import { type EncodedObject, epochAtSlot } from "./spec.ts";

export type BeaconApi = {
	readonly ports: BeaconPorts;
	readonly network: L1Network;
	readonly endpoint: Endpoint;
	readonly signal: AbortSignal;
};

const named = <T>(endpoint: Endpoint, work: () => T): T => {
	try {
		return work();
	} catch (thrown) {
		throw thrown instanceof Fault ? thrown.from(endpoint.name) : thrown;
	}
};

/** @throws the faults of askBeacon and decodeObject, naming the endpoint */
export const askBootstrap = async (
	{ ports, network, endpoint, signal }: BeaconApi,
	root: Hex,
): Promise<EncodedObject> => {
	const { value } = await askBeacon(ports, endpoint, {
		path: `/eth/v1/beacon/light_client/bootstrap/${root}`,
		maxBytes: bounds.lightObject,
		form: "ssz",
		signal,
	});
	return named(endpoint, () => decodeObject(network, "bootstrap", value));
};

/**
 * The updates of `count` periods from `start` on. A stream of SSZ with a digest that the network's file does not give is
 * asked for once more as JSON, where the fork is named: digests also change with the blob limits.
 * @throws the faults of askBeacon and decodeUpdates, naming the endpoint
 */
export const askUpdates = async (
	{ ports, network, endpoint, signal }: BeaconApi,
	start: number,
	count: number,
): Promise<readonly EncodedObject[]> => {
	const ask = async (form: "ssz" | "json") => {
		const { value } = await askBeacon(ports, endpoint, {
			path: `/eth/v1/beacon/light_client/updates?start_period=${start}&count=${count}`,
			maxBytes: bounds.lightUpdates(count),
			form,
			signal,
		});
		return value;
	};
	const answer = await ask("ssz");
	try {
		return named(endpoint, () => decodeUpdates(network, answer, count));
	} catch (thrown) {
		const unknownDigest =
			thrown instanceof Fault &&
			thrown.code === "unknown-fork" &&
			answer.form === "ssz";
		if (!unknownDigest) throw thrown;
		const again = await ask("json");
		if (again.form !== "json") throw thrown;
		return named(endpoint, () => decodeUpdates(network, again, count));
	}
};

/** @throws the faults of askBeacon and decodeObject, naming the endpoint */
export const askNewest = async (
	{ ports, network, endpoint, signal }: BeaconApi,
	kind: "finality" | "optimistic",
): Promise<EncodedObject> => {
	const { value } = await askBeacon(ports, endpoint, {
		path: `/eth/v1/beacon/light_client/${kind}_update`,
		maxBytes: bounds.lightNewest,
		form: "ssz",
		signal,
	});
	return named(endpoint, () => decodeObject(network, kind, value));
};

const forkSchedule = d.record({
	// A fork that is not scheduled has the epoch 2^64 - 1.
	data: d.list(
		d.record({ current_version: d.hex(4), epoch: d.bigDecimal }),
		64,
	),
});

/**
 * The fork versions that the node says were in force up to a signature: its word alone, good for noticing that the chain
 * has forked in a way we do not know, and for nothing else.
 * @throws the faults of askBeacon, bad-field, naming the endpoint
 */
export const askForkVersions = async (
	{ ports, network, endpoint, signal }: BeaconApi,
	signatureSlot: number,
): Promise<readonly Hex[]> => {
	const { value } = await askBeacon(ports, endpoint, {
		path: "/eth/v1/config/fork_schedule",
		maxBytes: bounds.beaconSmall,
		form: "json",
		signal,
	});
	const epoch = epochAtSlot(network, Math.max(signatureSlot, 1) - 1);
	return named(endpoint, () =>
		forkSchedule(value.form === "json" ? value.json : null, "")
			.data.filter((fork) => fork.epoch <= epoch)
			.map((fork) => fork.current_version),
	);
};
