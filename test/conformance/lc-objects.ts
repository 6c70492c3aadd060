// Light-client objects wherever they lie: in JSON or YAML of any wrapping, in SSZ bare or as a stream, behind recorded
// HTTP headers, in portal network content. Found by their fields and their bytes, never by the name of a file.

import { fromHex, type Hex, isHex, toHex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { jsonToSsz } from "../../src/base/ssz.ts";
import { forkNamed, forkOfBytes } from "../../src/l1/answer.ts";
import { forkDigests } from "../../src/l1/domain.ts";
import type { L1Network } from "../../src/l1/network.ts";
import {
	type EncodedObject,
	forkAtSlot,
	type ObjectKind,
	typesOf,
	type UpdateKind,
} from "../../src/l1/spec.ts";
import { type Block, blockFromPart, blockFromSsz } from "./blocks.ts";
import { wholeTypes } from "./state-types.ts";
import { isRecord, nameOf, treeOf } from "./text.ts";
import type { VectorFile } from "./topic.ts";

export type Committee = {
	readonly pubkeys: readonly string[];
	readonly aggregate_pubkey: string;
};

export type Found =
	| {
			readonly is: "object";
			readonly name: string;
			readonly kind: Exclude<ObjectKind, never>;
			/** By a network's forks. @throws Fault when the network has no such object */
			readonly encode: (network: L1Network) => EncodedObject;
			/** A header without its execution part, though its fork has one: only the beacon part can be checked. */
			readonly beaconOnly: boolean;
			/** The root a bootstrap was asked by. */
			readonly root: Hex | null;
			/** The committee that came with an update as its signers, by an IBC client. */
			readonly signers: Committee | null;
	  }
	| {
			readonly is: "block";
			readonly name: string;
			readonly decode: (network: L1Network) => Block | null;
	  }
	| {
			readonly is: "committee";
			readonly name: string;
			readonly committee: Committee;
	  }
	| {
			readonly is: "branch";
			readonly name: string;
			readonly leaf: Hex;
			readonly branch: readonly Hex[];
			readonly root: Hex;
			/** List of pairs of roots whose root is the leaf, if it came along. */
			readonly summaries: Uint8Array | null;
	  };

// --- JSON

const isCommittee = (raw: unknown): raw is Committee =>
	isRecord(raw) &&
	Array.isArray(raw.pubkeys) &&
	typeof raw.aggregate_pubkey === "string";

const isHeader = (raw: unknown): boolean =>
	isRecord(raw) &&
	(isRecord(raw.beacon) || ("body_root" in raw && "state_root" in raw));

// Older forms: a header is its beacon part alone, a pair stands for a value and its branch, U256 is in hex.
const tidyHeader = (raw: unknown): unknown => {
	if (!isRecord(raw)) return raw;
	if (!isRecord(raw.beacon)) return { beacon: raw };
	if (!isRecord(raw.execution)) return raw;
	const fee = raw.execution.base_fee_per_gas;
	return typeof fee === "string" && fee.startsWith("0x")
		? {
				...raw,
				execution: {
					...raw.execution,
					base_fee_per_gas: BigInt(fee).toString(),
				},
			}
		: raw;
};

const pair = (
	raw: { readonly [key: string]: unknown },
	value: string,
	branch: string,
): { readonly [key: string]: unknown } => {
	const given = raw[value];
	if (Array.isArray(given) && given.length === 2)
		return { [value]: given[0], [branch]: given[1] };
	return given === null || given === undefined
		? {}
		: { [value]: given, [branch]: raw[branch] };
};

const tidyUpdate = (raw: {
	readonly [key: string]: unknown;
}): {
	readonly kind: UpdateKind;
	readonly json: { readonly [key: string]: unknown };
} => {
	const committee = pair(
		raw,
		"next_sync_committee",
		"next_sync_committee_branch",
	);
	const finality = pair(raw, "finalized_header", "finality_branch");
	const json = {
		attested_header: tidyHeader(raw.attested_header),
		...committee,
		...("finalized_header" in finality
			? {
					...finality,
					finalized_header: tidyHeader(finality.finalized_header),
				}
			: {}),
		sync_aggregate: raw.sync_aggregate,
		signature_slot: raw.signature_slot,
	};
	const kind =
		"next_sync_committee" in committee
			? "update"
			: "finalized_header" in finality
				? "finality"
				: "optimistic";
	return { kind, json };
};

const slotOf = (header: unknown): number => {
	const beacon = isRecord(header) ? header.beacon : undefined;
	return Number(isRecord(beacon) ? beacon.slot : Number.NaN);
};

const mainHeaderOf = (json: { readonly [key: string]: unknown }): unknown =>
	json.attested_header ?? json.header ?? json;

const objectOf = (
	name: string,
	kind: ObjectKind,
	json: { readonly [key: string]: unknown },
	version: unknown,
	more: { readonly root?: Hex; readonly signers?: Committee } = {},
): Found => {
	const header = mainHeaderOf(json);
	const bare = isRecord(header) && !("execution" in header);
	return {
		is: "object",
		name,
		kind,
		beaconOnly: bare,
		root: more.root ?? null,
		signers: more.signers ?? null,
		encode: (network) => {
			const fork =
				typeof version === "string"
					? forkNamed(version)
					: forkAtSlot(network, slotOf(header)).name;
			return {
				fork,
				ssz: jsonToSsz(typesOf(network, fork)[kind], json, ""),
			};
		},
	};
};

const mostDepth = 12;

// Integers as JSON numbers are as good as decimal text.
const inDecimal = (raw: unknown): unknown =>
	typeof raw === "number"
		? String(raw)
		: Array.isArray(raw)
			? raw.map(inDecimal)
			: isRecord(raw)
				? Object.fromEntries(
						Object.entries(raw).map(([key, value]) => [key, inDecimal(value)]),
					)
				: raw;

/** Everything found in a tree, wherever it is wrapped. */
const findInTree = (
	raw: unknown,
	name: string,
	depth = 0,
	version: unknown = undefined,
	signers: Committee | undefined = undefined,
): readonly Found[] => {
	if (depth > mostDepth) return [];
	if (Array.isArray(raw))
		return raw.flatMap((item: unknown, i) =>
			typeof item === "object" && item !== null
				? findInTree(item, `${name}[${i}]`, depth + 1)
				: [],
		);
	if (!isRecord(raw)) return [];
	const here = version ?? raw.version;
	if ("attested_header" in raw && "sync_aggregate" in raw) {
		const { kind, json } = tidyUpdate(raw);
		const more = signers === undefined ? {} : { signers };
		return [objectOf(name, kind, json, here, more)];
	}
	const header = raw.header ?? raw.beacon_header;
	if (isHeader(header) && isCommittee(raw.current_sync_committee)) {
		const json = {
			header: tidyHeader(header),
			current_sync_committee: raw.current_sync_committee,
			current_sync_committee_branch: raw.current_sync_committee_branch,
		};
		return [objectOf(name, "bootstrap", json, here)];
	}
	if (isRecord(raw.body) && "parent_root" in raw && "slot" in raw)
		return [
			{
				is: "block",
				name,
				decode: (network) => {
					const fork =
						typeof here === "string"
							? forkNamed(here)
							: forkAtSlot(network, Number(raw.slot)).name;
					const type = wholeTypes(network.preset, fork).BeaconBlock;
					return blockFromPart(fork, {
						type,
						bytes: jsonToSsz(type, raw, ""),
					});
				},
			},
		];
	if (isRecord(raw.beacon) && isRecord(raw.execution) && raw.execution_branch)
		return [
			objectOf(name, "header", { ...raw, ...Object(tidyHeader(raw)) }, here),
		];
	if (isCommittee(raw)) return [{ is: "committee", name, committee: raw }];
	if (typeof raw.content_key === "string") return findInPortal(raw, name);
	if (typeof raw.relayer_tx_body === "string")
		return findInEmbeddedJson(raw.relayer_tx_body, name);
	const active = raw.active_sync_committee;
	const own = isRecord(active)
		? Object.values(active).find(isCommittee)
		: undefined;
	return Object.entries(raw).flatMap(([key, value]) =>
		typeof value === "object" && value !== null
			? findInTree(
					value,
					`${name}.${key}`,
					depth + 1,
					key === "data" ? here : undefined,
					own,
				)
			: [],
	);
};

// An IBC message is protobuf with JSON inside: every JSON record that begins somewhere in the bytes.
const findInEmbeddedJson = (hex: string, name: string): readonly Found[] => {
	const source = new TextDecoder("latin1").decode(
		fromHex(hex.startsWith("0x") ? hex : `0x${hex}`),
	);
	const found: Found[] = [];
	for (
		let at = source.indexOf('{"');
		at >= 0;
		at = source.indexOf('{"', at + 1)
	) {
		const end = endOfRecord(source, at);
		if (end === null) continue;
		let raw: unknown;
		try {
			raw = JSON.parse(source.slice(at, end));
		} catch {
			continue;
		}
		found.push(...findInTree(inDecimal(raw), `${name}@${at}`));
		at = end - 1;
	}
	return found.filter(({ is }) => is !== "committee");
};

const endOfRecord = (source: string, start: number): number | null => {
	let depth = 0;
	let inText = false;
	for (let i = start; i < source.length; i++) {
		const c = source[i];
		if (inText) {
			if (c === "\\") i++;
			else if (c === '"') inText = false;
		} else if (c === '"') inText = true;
		else if (c === "{" || c === "[") depth++;
		else if (c === "}" || c === "]") {
			depth--;
			if (depth === 0) return i + 1;
		}
	}
	return null;
};

// --- SSZ

const sszObject = (
	name: string,
	kind: ObjectKind,
	bytes: Uint8Array,
	digest: Hex | null,
	root: Hex | null = null,
): Found => ({
	is: "object",
	name,
	kind,
	beaconOnly: false,
	root,
	signers: null,
	encode: (network) => {
		if (digest === null)
			return { fork: forkOfBytes(network, kind, bytes), ssz: bytes };
		const fork = forkDigests(network).get(digest);
		if (fork === undefined) throw new Fault("unknown-fork", digest);
		return { fork, ssz: bytes };
	},
});

const u32 = (bytes: Uint8Array, at: number): number =>
	new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true);

/** The items of a stream by their lengths alone; null when they do not come out even. */
const streamItems = (bytes: Uint8Array): readonly Uint8Array[] | null => {
	const items: Uint8Array[] = [];
	let at = 0;
	while (at < bytes.length) {
		if (bytes.length - at < 12 || u32(bytes, at + 4) !== 0) return null;
		const length = u32(bytes, at);
		if (length < 4 || length > bytes.length - at - 8) return null;
		items.push(bytes.subarray(at + 8, at + 8 + length));
		at += 8 + length;
	}
	return items.length > 0 ? items : null;
};

const withDigest = (
	name: string,
	kind: ObjectKind,
	bytes: Uint8Array,
	root: Hex | null = null,
): Found =>
	sszObject(name, kind, bytes.subarray(4), toHex(bytes.subarray(0, 4)), root);

const bareKinds: readonly ObjectKind[] = [
	"bootstrap",
	"update",
	"finality",
	"optimistic",
];

/** What bare bytes are, under the first network that reads them as anything. */
const findInBytes = (
	bytes: Uint8Array,
	name: string,
	networks: readonly L1Network[],
	root: Hex | null,
): readonly Found[] => {
	const items = streamItems(bytes);
	if (items !== null)
		return items.map((item, i) => withDigest(`${name}[${i}]`, "update", item));
	for (const network of networks) {
		for (const kind of bareKinds)
			try {
				forkOfBytes(network, kind, bytes);
				return [sszObject(name, kind, bytes, null, root)];
			} catch (thrown) {
				if (!(thrown instanceof Fault)) throw thrown;
			}
		if (blockFromSsz(network, bytes) !== null)
			return [{ is: "block", name, decode: (n) => blockFromSsz(n, bytes) }];
	}
	return [];
};

// --- portal network: a selector, a key, and for most a fork digest in front of the value

const findInPortal = (
	raw: { readonly [key: string]: unknown },
	name: string,
): readonly Found[] => {
	const { content_key: key, content_value: value } = raw;
	if (!isHex(key) || !isHex(value)) return [];
	const keyBytes = fromHex(key);
	const bytes = fromHex(value);
	switch (keyBytes[0]) {
		case 0x10:
			return [
				withDigest(name, "bootstrap", bytes, toHex(keyBytes.subarray(1))),
			];
		case 0x11: {
			const first = bytes.length < 4 ? 0 : u32(bytes, 0);
			const starts = Array.from({ length: first / 4 }, (_, i) =>
				u32(bytes, 4 * i),
			);
			return starts.map((start, i) =>
				withDigest(
					`${name}[${i}]`,
					"update",
					bytes.subarray(start, starts[i + 1] ?? bytes.length),
				),
			);
		}
		case 0x12:
			return [withDigest(name, "finality", bytes)];
		case 0x13:
			return [withDigest(name, "optimistic", bytes)];
		case 0x14: {
			const branch = raw.historical_summaries_state_proof;
			const leaf = raw.historical_summaries_root;
			const root = raw.beacon_state_root;
			if (!Array.isArray(branch) || !branch.every((node) => isHex(node, 32)))
				return [];
			if (!isHex(leaf, 32) || !isHex(root, 32)) return [];
			// digest, then { epoch, offset of the list, branch }, then the list
			const listAt = 4 + u32(bytes, 4 + 8);
			return [
				{
					is: "branch",
					name,
					leaf,
					branch: branch.filter((node) => isHex(node, 32)),
					root,
					summaries: bytes.subarray(listAt),
				},
			];
		}
		default:
			return [];
	}
};

// --- recorded HTTP

const fullRoot = /0x[0-9a-f]{64}/i;

const findInHttp = (
	bytes: Uint8Array,
	name: string,
	networks: readonly L1Network[],
): readonly Found[] | null => {
	const head = new TextDecoder("latin1").decode(bytes.subarray(0, 8192));
	const mark = /\r?\n\r?\n/.exec(head);
	if (mark === null || !/^(HTTP\/|GET |POST |[A-Za-z-]+: )/.test(head))
		return null;
	const lines = head.slice(0, mark.index).split(/\r?\n/);
	if (!lines.slice(1).every((line) => /^[<> ]*[A-Za-z0-9-]+ ?:/.test(line)))
		return null;
	const chunked = lines.some((line) =>
		/^transfer-encoding:.*chunked/i.test(line),
	);
	const rest = bytes.subarray(mark.index + mark[0].length);
	const body = chunked ? (unchunk(rest) ?? rest) : rest;
	const root = fullRoot.exec(`${name} ${lines[0] ?? ""}`)?.[0];
	const first = body[0];
	if (first === 0x7b || first === 0x5b)
		return findInTree(
			inDecimal(JSON.parse(new TextDecoder().decode(body))),
			name,
		);
	return findInBytes(
		body,
		name,
		networks,
		root === undefined ? null : toHex(fromHex(root)),
	);
};

const unchunk = (bytes: Uint8Array): Uint8Array | null => {
	const parts: number[] = [];
	let at = 0;
	for (;;) {
		const line = new TextDecoder("latin1").decode(bytes.subarray(at, at + 16));
		const size = /^([0-9a-f]+)\r\n/i.exec(line);
		if (size?.[1] === undefined) return null;
		const length = Number.parseInt(size[1], 16);
		at += size[0].length;
		if (length === 0) return Uint8Array.from(parts);
		parts.push(...bytes.subarray(at, at + length));
		at += length + 2;
	}
};

/** Everything in a file; nothing when it is no format of ours. */
export const findIn = (
	file: VectorFile,
	networks: readonly L1Network[],
): readonly Found[] => {
	const { path } = file;
	if (/\.(json|ya?ml)$/.test(path)) {
		return findInTree(inDecimal(treeOf(file)), path);
	}
	if (/\.(md|txt|rs|sol|ts|dat|snappy|ssz_snappy)$/.test(path)) return [];
	const bytes = file.bytes();
	const http = findInHttp(bytes, path, networks);
	if (http !== null) return http;
	const root = fullRoot.exec(nameOf(path))?.[0];
	const bootstrapRoot =
		root !== undefined && nameOf(path).includes("bootstrap")
			? toHex(fromHex(root))
			: null;
	return findInBytes(bytes, path, networks, bootstrapRoot);
};
