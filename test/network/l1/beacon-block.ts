// The routes about single blocks: their roots, headers, blobs and checkpoints.

import "./preset.ts";
import { ssz } from "@lodestar/types";
import { toHex } from "../../../src/base/bytes.ts";
import { type Route, resolveBlock } from "./beacon-answer.ts";
import type { Block } from "./block.ts";
import { versionedHash } from "./engine.ts";
import type { View } from "./light.ts";

const checkpoint = (epoch: number, root: Uint8Array) => ({
	epoch: String(epoch),
	root: toHex(root),
});

/** What the block's state calls justified and final. */
const checkpoints = ({ facts, state }: Block) => {
	const justified = checkpoint(facts.justifiedEpoch, facts.justifiedRoot);
	const previous = state?.previousJustifiedCheckpoint;
	return {
		previous_justified:
			previous === undefined
				? justified
				: checkpoint(previous.epoch, previous.root),
		current_justified: justified,
		finalized: checkpoint(facts.finalizedEpoch, facts.finalizedRoot),
	};
};

/** A block's blobs. Without inclusion proofs: who wants to know checks the commitment against the transaction. */
const sidecars = ({ blobs }: Block) =>
	blobs.blobs.map((blob, index) => ({
		index: String(index),
		blob,
		kzg_commitment: blobs.commitments[index],
		kzg_proof: blobs.proofs[index],
	}));

/** The blobs alone, all or those whose versioned hashes are asked for. */
const blobsOf = ({ blobs }: Block, wanted: readonly string[]) =>
	blobs.blobs.filter((_, index) => {
		const commitment = blobs.commitments[index];
		return (
			wanted.length === 0 ||
			(commitment !== undefined && wanted.includes(versionedHash(commitment)))
		);
	});

const header = (view: View, block: Block) => ({
	root: block.root,
	canonical: view.includes(block),
	header: {
		message: ssz.phase0.BeaconBlockHeader.toJson(block.header.beacon),
		signature: toHex(block.signature),
	},
});

export const blockRoutes = (view: View): readonly Route[] => {
	const about = (
		path: RegExp,
		data: (block: Block, url: URL) => unknown,
	): Route => ({
		path,
		answer: (id, url) => {
			const block = resolveBlock(view, id);
			return {
				json: () => ({
					execution_optimistic: false,
					finalized: view.includes(block) && block.slot <= view.finalized.slot,
					data: data(block, url),
				}),
			};
		},
	});
	return [
		about(/^\/eth\/v1\/beacon\/blocks\/(\w+)\/root$/, ({ root }) => ({ root })),
		about(/^\/eth\/v1\/beacon\/headers\/(\w+)$/, (block) =>
			header(view, block),
		),
		about(/^\/eth\/v1\/beacon\/blob_sidecars\/(\w+)$/, sidecars),
		about(/^\/eth\/v1\/beacon\/blobs\/(\w+)$/, (block, url) =>
			blobsOf(
				block,
				url.searchParams
					.getAll("versioned_hashes")
					.flatMap((names) => names.toLowerCase().split(",")),
			),
		),
		about(
			/^\/eth\/v1\/beacon\/states\/(\w+)\/finality_checkpoints$/,
			checkpoints,
		),
	];
};
