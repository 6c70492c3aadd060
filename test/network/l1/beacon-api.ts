// The beacon API over one view of the chain: what a light client asks, in JSON and in SSZ, for any origin.
// Paths and forms: https://github.com/ethereum/beacon-APIs

import "./preset.ts";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type BeaconConfig, chainConfigToJson } from "@lodestar/config";
import { activePreset, presetToJson, SLOTS_PER_EPOCH } from "@lodestar/params";
import { ssz } from "@lodestar/types";
import { concat, isHex, toHex } from "../../../src/base/bytes.ts";
import type { Block } from "./block.ts";
import { makeBootstrap, type View } from "./light.ts";

const fork = "electra";
const version = { "eth-consensus-version": fork };
const mostUpdates = 128;

/** A container with its type, ready for either form. */
type Sendable = {
	toJson(): unknown;
	serialize(): Uint8Array;
};
type Coder<T> = {
	toJson(value: T): unknown;
	serialize(value: T): Uint8Array;
};
const sendable = <T>(type: Coder<T>, value: T): Sendable => ({
	toJson: () => type.toJson(value),
	serialize: () => type.serialize(value),
});

class NotFound extends Error {}
class BadRequest extends Error {}

const found = <T>(value: T | undefined, what: string): T => {
	if (value === undefined) throw new NotFound(`${what} not found`);
	return value;
};

const resolveBlock = (view: View, id: string): Block => {
	if (id === "head") return view.head;
	if (id === "finalized") return view.finalized;
	if (id === "justified") return view.justified;
	if (id === "genesis") return view.first;
	if (isHex(id, 32)) return found(view.byRoot(id), "block");
	if (!/^\d{1,15}$/.test(id)) throw new BadRequest(`block id "${id}"`);
	return found(view.atSlot(Number(id)), "block");
};

const queryInt = (url: URL, name: string): number => {
	const raw = url.searchParams.get(name) ?? "";
	if (!/^\d{1,15}$/.test(raw)) throw new BadRequest(`query "${name}"`);
	return Number(raw);
};

export type BeaconApi = (
	request: IncomingMessage,
	response: ServerResponse,
) => void;

export const beaconApi = (
	config: BeaconConfig,
	genesisTimeS: number,
	view: View,
): BeaconApi => {
	const spec = {
		...presetToJson(activePreset),
		...chainConfigToJson(config),
	};
	const digestAt = (slot: number): Uint8Array =>
		config.forkBoundary2ForkDigest(
			config.getForkBoundaryAtEpoch(Math.floor(slot / SLOTS_PER_EPOCH)),
		);

	const json = (
		response: ServerResponse,
		body: unknown,
		headers = {},
	): void => {
		response.writeHead(200, { "content-type": "application/json", ...headers });
		response.end(JSON.stringify(body));
	};
	const bytes = (response: ServerResponse, body: Uint8Array): void => {
		response.writeHead(200, {
			"content-type": "application/octet-stream",
			...version,
		});
		response.end(body);
	};

	const light = (
		url: URL,
		name: string,
		asSsz: boolean,
		response: ServerResponse,
	): void => {
		if (name === "updates") {
			const start = queryInt(url, "start_period");
			const count = Math.min(queryInt(url, "count"), mostUpdates);
			const updates = Array.from({ length: count }, (_, i) =>
				view.updates.get(start + i),
			).filter((update) => update !== undefined);
			const type = ssz.electra.LightClientUpdate;
			if (!asSsz) {
				json(
					response,
					updates.map((update) => ({
						version: fork,
						data: type.toJson(update),
					})),
					version,
				);
				return;
			}
			const chunks = updates.flatMap((update) => {
				const data = type.serialize(update);
				const length = new DataView(new ArrayBuffer(8));
				length.setBigUint64(0, BigInt(4 + data.length), true);
				return [
					new Uint8Array(length.buffer),
					digestAt(update.attestedHeader.beacon.slot),
					data,
				];
			});
			bytes(response, concat(...chunks));
			return;
		}
		const answer = lightOne(name);
		if (asSsz) bytes(response, answer.serialize());
		else json(response, { version: fork, data: answer.toJson() }, version);
	};

	const lightOne = (name: string): Sendable => {
		if (name === "finality_update")
			return sendable(
				ssz.electra.LightClientFinalityUpdate,
				found(view.finalityUpdate, "finality update"),
			);
		if (name === "optimistic_update")
			return sendable(
				ssz.electra.LightClientOptimisticUpdate,
				found(view.optimisticUpdate, "optimistic update"),
			);
		const root = /^bootstrap\/(0x[0-9a-f]{64})$/.exec(name)?.[1];
		if (!isHex(root, 32)) throw new NotFound(name);
		const block = found(view.byRoot(root), "block");
		if (block.slot === 0) throw new NotFound("no bootstrap at genesis");
		return sendable(ssz.electra.LightClientBootstrap, makeBootstrap(block));
	};

	const checkpoints = (block: Block) => {
		const { facts } = block;
		const checkpoint = (epoch: number, root: Uint8Array) => ({
			epoch: String(epoch),
			root: toHex(root),
		});
		const justified = checkpoint(facts.justifiedEpoch, facts.justifiedRoot);
		const previous = block.state?.previousJustifiedCheckpoint;
		return {
			previous_justified:
				previous === undefined
					? justified
					: checkpoint(previous.epoch, previous.root),
			current_justified: justified,
			finalized: checkpoint(facts.finalizedEpoch, facts.finalizedRoot),
		};
	};

	const aboutBlock = (block: Block, data: unknown) => ({
		execution_optimistic: false,
		finalized: view.includes(block) && block.slot <= view.finalized.slot,
		data,
	});

	/** A block's blobs. Without inclusion proofs: who wants to know checks the commitment against the transaction. */
	const sidecars = ({ blobs }: Block) =>
		blobs.blobs.map((blob, index) => ({
			index: String(index),
			blob,
			kzg_commitment: blobs.commitments[index],
			kzg_proof: blobs.proofs[index],
		}));

	const header = (block: Block) => ({
		root: block.root,
		canonical: view.includes(block),
		header: {
			message: ssz.phase0.BeaconBlockHeader.toJson(block.header.beacon),
			signature: toHex(block.signature),
		},
	});

	const answer = (url: URL, asSsz: boolean, response: ServerResponse): void => {
		const path = url.pathname;
		const lightName = /^\/eth\/v1\/beacon\/light_client\/(.+)$/.exec(path)?.[1];
		if (lightName !== undefined) {
			light(url, lightName, asSsz, response);
			return;
		}
		const blockRoot = /^\/eth\/v1\/beacon\/blocks\/(\w+)\/root$/.exec(path);
		if (blockRoot?.[1] !== undefined) {
			const block = resolveBlock(view, blockRoot[1]);
			json(response, aboutBlock(block, { root: block.root }));
			return;
		}
		const headerOf = /^\/eth\/v1\/beacon\/headers\/(\w+)$/.exec(path);
		if (headerOf?.[1] !== undefined) {
			const block = resolveBlock(view, headerOf[1]);
			json(response, aboutBlock(block, header(block)));
			return;
		}
		const blobsOf = /^\/eth\/v1\/beacon\/blob_sidecars\/(\w+)$/.exec(path);
		if (blobsOf?.[1] !== undefined) {
			const block = resolveBlock(view, blobsOf[1]);
			json(response, { version: fork, ...aboutBlock(block, sidecars(block)) });
			return;
		}
		const state =
			/^\/eth\/v1\/beacon\/states\/(\w+)\/finality_checkpoints$/.exec(path);
		if (state?.[1] !== undefined) {
			const block = resolveBlock(view, state[1]);
			json(response, aboutBlock(block, checkpoints(block)));
			return;
		}
		json(response, fixed(path));
	};

	const fixed = (path: string): unknown => {
		switch (path) {
			case "/eth/v1/beacon/genesis":
				return {
					data: {
						genesis_time: String(genesisTimeS),
						genesis_validators_root: toHex(config.genesisValidatorsRoot),
						genesis_fork_version: toHex(config.GENESIS_FORK_VERSION),
					},
				};
			case "/eth/v1/config/spec":
				return { data: spec };
			case "/eth/v1/config/fork_schedule":
				return {
					data: config.forksAscendingEpochOrder
						.filter(({ epoch }) => Number.isFinite(epoch))
						.map(({ epoch, version, prevVersion }) => ({
							previous_version: toHex(prevVersion),
							current_version: toHex(version),
							epoch: String(epoch),
						})),
				};
			case "/eth/v1/node/version":
				return { data: { version: "sextant-embedded" } };
			default:
				throw new NotFound(path);
		}
	};

	return (request, response) => {
		response.setHeader("access-control-allow-origin", "*");
		response.setHeader(
			"access-control-expose-headers",
			"eth-consensus-version",
		);
		if (request.method === "OPTIONS") {
			response.writeHead(204, {
				"access-control-allow-methods": "GET",
				"access-control-allow-headers": "accept, content-type",
			});
			response.end();
			return;
		}
		try {
			if (request.method !== "GET") throw new BadRequest("GET only");
			const url = new URL(request.url ?? "/", "http://localhost");
			const accept = request.headers.accept ?? "";
			answer(url, accept.startsWith("application/octet-stream"), response);
		} catch (thrown) {
			const code =
				thrown instanceof NotFound
					? 404
					: thrown instanceof BadRequest
						? 400
						: 500;
			response.writeHead(code, { "content-type": "application/json" });
			response.end(JSON.stringify({ code, message: String(thrown) }));
		}
	};
};
