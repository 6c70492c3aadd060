// An independent light client for tests: the consensus library's own implementation of the specification, fed from a
// beacon endpoint. It shares no code with src/l1.

import "./preset.ts";
import type { BeaconConfig } from "@lodestar/config";
import {
	LightclientSpec,
	validateLightClientBootstrap,
} from "@lodestar/state-transition/light-client";
import { ssz } from "@lodestar/types";
import { fromHex, type Hex } from "../../../src/base/bytes.ts";
import type { Decode } from "../../../src/base/decode.ts";
import * as d from "../../../src/base/decode.ts";
import type { FinalityUpdate, OptimisticUpdate, Update } from "./light.ts";

/** The decoded JSON body. @throws Error for a status other than 200. */
export const getJson = async <T>(
	url: string,
	decode: Decode<T>,
): Promise<T> => {
	const response = await fetch(url);
	const body = await response.text();
	if (response.status !== 200) throw new Error(`${response.status} ${body}`);
	return decode(d.parseJson(body), url);
};

/** The body in SSZ and the headers. @throws Error for a status other than 200. */
export const getSsz = async (
	url: string,
): Promise<{ readonly bytes: Uint8Array; readonly headers: Headers }> => {
	const response = await fetch(url, {
		headers: { accept: "application/octet-stream" },
	});
	if (response.status !== 200)
		throw new Error(`${response.status} ${await response.text()}`);
	return {
		bytes: new Uint8Array(await response.arrayBuffer()),
		headers: response.headers,
	};
};

const versioned = d.record({ version: d.text(), data: d.anything });
const light = "/eth/v1/beacon/light_client";

export const fetchBootstrap = async (beacon: string, root: Hex) =>
	ssz.electra.LightClientBootstrap.fromJson(
		(await getJson(`${beacon}${light}/bootstrap/${root}`, versioned)).data,
	);

export const fetchUpdates = async (
	beacon: string,
	startPeriod: number,
	count: number,
): Promise<readonly Update[]> =>
	(
		await getJson(
			`${beacon}${light}/updates?start_period=${startPeriod}&count=${count}`,
			d.list(versioned, 128),
		)
	).map(({ data }) => ssz.electra.LightClientUpdate.fromJson(data));

export const fetchFinalityUpdate = async (
	beacon: string,
): Promise<FinalityUpdate> =>
	ssz.electra.LightClientFinalityUpdate.fromJson(
		(await getJson(`${beacon}${light}/finality_update`, versioned)).data,
	);

export const fetchOptimisticUpdate = async (
	beacon: string,
): Promise<OptimisticUpdate> =>
	ssz.electra.LightClientOptimisticUpdate.fromJson(
		(await getJson(`${beacon}${light}/optimistic_update`, versioned)).data,
	);

/** A client at the checkpoint `root`, which it has checked against the bootstrap it was served. */
export const openLightClient = async (
	config: BeaconConfig,
	beacon: string,
	root: Hex,
): Promise<LightclientSpec> => {
	const bootstrap = await fetchBootstrap(beacon, root);
	validateLightClientBootstrap(config, fromHex(root), bootstrap);
	return new LightclientSpec(
		config,
		{ allowForcedUpdates: false, updateHeadersOnForcedUpdate: false },
		bootstrap,
	);
};
