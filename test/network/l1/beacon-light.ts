// The light-client routes: /eth/v1/beacon/light_client/…

import "./preset.ts";
import type { BeaconConfig } from "@lodestar/config";
import { SLOTS_PER_EPOCH } from "@lodestar/params";
import { ssz } from "@lodestar/types";
import { concat, isHex } from "../../../src/base/bytes.ts";
import { type Answer, found, queryInt, type Route } from "./beacon-answer.ts";
import { makeBootstrap, type Update, type View } from "./light.ts";

const fork = "electra";
const mostUpdates = 128;

type Coder<T> = {
	toJson(value: T): unknown;
	serialize(value: T): Uint8Array;
};

const one = <T>(type: Coder<T>, value: T): Answer => ({
	json: () => ({ version: fork, data: type.toJson(value) }),
	ssz: () => type.serialize(value),
	fork,
});

/** Each update behind its length, little-endian in 8 bytes, and its fork's digest, which the length includes. */
const frame = (config: BeaconConfig, update: Update): Uint8Array => {
	const epoch = Math.floor(update.attestedHeader.beacon.slot / SLOTS_PER_EPOCH);
	const digest = config.forkBoundary2ForkDigest(
		config.getForkBoundaryAtEpoch(epoch),
	);
	const data = ssz.electra.LightClientUpdate.serialize(update);
	const length = new Uint8Array(8);
	new DataView(length.buffer).setBigUint64(
		0,
		BigInt(digest.length + data.length),
		true,
	);
	return concat(length, digest, data);
};

export const lightRoutes = (
	config: BeaconConfig,
	view: View,
): readonly Route[] => [
	{
		path: /^\/eth\/v1\/beacon\/light_client\/bootstrap\/(\w+)$/,
		answer: (id) => {
			const block = isHex(id, 32) ? view.byRoot(id) : undefined;
			// The first block's body is not what its execution header says: no client could check it.
			return one(
				ssz.electra.LightClientBootstrap,
				makeBootstrap(found(block?.slot === 0 ? undefined : block, "block")),
			);
		},
	},
	{
		path: /^\/eth\/v1\/beacon\/light_client\/updates$/,
		answer: (_id, url) => {
			const start = queryInt(url, "start_period");
			const count = Math.min(queryInt(url, "count"), mostUpdates);
			const updates = Array.from({ length: count }, (_, i) =>
				view.updates.get(start + i),
			).filter((update) => update !== undefined);
			const type = ssz.electra.LightClientUpdate;
			return {
				json: () =>
					updates.map((update) => ({
						version: fork,
						data: type.toJson(update),
					})),
				ssz: () => concat(...updates.map((update) => frame(config, update))),
				fork,
			};
		},
	},
	{
		path: /^\/eth\/v1\/beacon\/light_client\/finality_update$/,
		answer: () =>
			one(
				ssz.electra.LightClientFinalityUpdate,
				found(view.finalityUpdate, "finality update"),
			),
	},
	{
		path: /^\/eth\/v1\/beacon\/light_client\/optimistic_update$/,
		answer: () =>
			one(
				ssz.electra.LightClientOptimisticUpdate,
				found(view.optimisticUpdate, "optimistic update"),
			),
	},
];
