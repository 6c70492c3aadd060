// Light-client answers of the beacon API, taken apart and put together again: one object or a list of updates, as JSON or
// as SSZ. Paths and forms: https://github.com/ethereum/beacon-APIs

import "./preset.ts";
import { type electra, ssz } from "@lodestar/types";
import { concat } from "../../src/base/bytes.ts";
import { type Ask, bytesOf, utf8Of, type WholeAnswer } from "./exchange.ts";
import { isBranch, isList, treeOf } from "./json.ts";

export type Bootstrap = electra.LightClientBootstrap;
export type Update = electra.LightClientUpdate;
export type FinalityUpdate = electra.LightClientFinalityUpdate;
export type OptimisticUpdate = electra.LightClientOptimisticUpdate;

/** What any of the three updates has. */
export type Signed = OptimisticUpdate;

export type Light =
	| { readonly kind: "bootstrap"; readonly value: Bootstrap }
	| { readonly kind: "updates"; readonly value: readonly Update[] }
	| { readonly kind: "finality"; readonly value: FinalityUpdate }
	| { readonly kind: "optimistic"; readonly value: OptimisticUpdate };

const fork = "electra";
const at = "/eth/v1/beacon/light_client/";

/** Which light-client object a path asks for. */
export const kindOf = (path: string): Light["kind"] | null => {
	if (!path.startsWith(at)) return null;
	const name = path.slice(at.length);
	if (name.startsWith("bootstrap/")) return "bootstrap";
	if (name.startsWith("updates?")) return "updates";
	if (name.startsWith("finality_update")) return "finality";
	if (name.startsWith("optimistic_update")) return "optimistic";
	return null;
};

const types = {
	bootstrap: ssz.electra.LightClientBootstrap,
	finality: ssz.electra.LightClientFinalityUpdate,
	optimistic: ssz.electra.LightClientOptimisticUpdate,
};
const updateType = ssz.electra.LightClientUpdate;

const isSsz = (answer: WholeAnswer): boolean =>
	(answer.headers["content-type"] ?? "").includes("octet-stream");

/** 8 bytes of length, 4 of fork digest, then the update. */
const chunksOf = (
	bytes: Uint8Array,
): readonly { digest: Uint8Array; data: Uint8Array }[] => {
	const chunks = [];
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	for (let from = 0; from < bytes.length; ) {
		const length = Number(view.getBigUint64(from, true));
		chunks.push({
			digest: bytes.slice(from + 8, from + 12),
			data: bytes.slice(from + 12, from + 8 + length),
		});
		from += 8 + length;
	}
	return chunks;
};

const chunk = (digest: Uint8Array, data: Uint8Array): Uint8Array => {
	const length = new Uint8Array(8);
	new DataView(length.buffer).setBigUint64(0, BigInt(4 + data.length), true);
	return concat(length, digest, data);
};

/** @throws Error for an honest answer that does not decode: then the test is wrong. */
export const readLight = (ask: Ask, answer: WholeAnswer): Light | null => {
	const kind = kindOf(ask.path);
	if (kind === null || answer.status !== 200) return null;
	if (kind === "updates") {
		if (isSsz(answer))
			return {
				kind,
				value: chunksOf(answer.body).map(({ data }) =>
					updateType.deserialize(data),
				),
			};
		const list = treeOf(utf8Of(answer.body));
		return {
			kind,
			value: (isList(list) ? list : []).map((item) =>
				updateType.fromJson(isBranch(item) ? item.data : null),
			),
		};
	}
	if (isSsz(answer)) {
		const { body } = answer;
		if (kind === "bootstrap")
			return { kind, value: types.bootstrap.deserialize(body) };
		if (kind === "finality")
			return { kind, value: types.finality.deserialize(body) };
		return { kind, value: types.optimistic.deserialize(body) };
	}
	const tree = treeOf(utf8Of(answer.body));
	const data = isBranch(tree) ? tree.data : null;
	if (kind === "bootstrap")
		return { kind, value: types.bootstrap.fromJson(data) };
	if (kind === "finality")
		return { kind, value: types.finality.fromJson(data) };
	return { kind, value: types.optimistic.fromJson(data) };
};

const serialize = (light: Light): Uint8Array => {
	if (light.kind === "bootstrap") return types.bootstrap.serialize(light.value);
	if (light.kind === "finality") return types.finality.serialize(light.value);
	if (light.kind === "optimistic")
		return types.optimistic.serialize(light.value);
	throw new RangeError("updates travel in chunks");
};
const toJson = (light: Light): unknown => {
	if (light.kind === "bootstrap") return types.bootstrap.toJson(light.value);
	if (light.kind === "finality") return types.finality.toJson(light.value);
	if (light.kind === "optimistic") return types.optimistic.toJson(light.value);
	throw new RangeError("updates are a list");
};

/** The light-client object as a node sends it. @param digest of the fork, for updates as SSZ */
export const answerLight = (
	light: Light,
	asSsz: boolean,
	digest: Uint8Array,
): WholeAnswer => {
	const headers = {
		"content-type": asSsz ? "application/octet-stream" : "application/json",
		"eth-consensus-version": fork,
	};
	if (light.kind === "updates")
		return {
			status: 200,
			headers,
			body: asSsz
				? concat(
						...light.value.map((update) =>
							chunk(digest, updateType.serialize(update)),
						),
					)
				: bytesOf(
						JSON.stringify(
							light.value.map((update) => ({
								version: fork,
								data: updateType.toJson(update),
							})),
						),
					),
		};
	return {
		status: 200,
		headers,
		body: asSsz
			? serialize(light)
			: bytesOf(JSON.stringify({ version: fork, data: toJson(light) })),
	};
};

/** The altered object in the form of the honest answer. */
export const rewriteLight = (
	honest: WholeAnswer,
	light: Light,
): WholeAnswer => {
	const digest =
		light.kind === "updates" && isSsz(honest)
			? (chunksOf(honest.body)[0]?.digest ?? new Uint8Array(4))
			: new Uint8Array(4);
	return {
		...honest,
		body: answerLight(light, isSsz(honest), digest).body,
	};
};
