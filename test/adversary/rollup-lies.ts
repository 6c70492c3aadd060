// Lies about a rollup: of the relay that serves the sequencer's signed payloads, and of its JSON-RPC about the block that
// a root on L1 commits to. False roots on L1 itself are posted by the network's own switches.

import { secp256k1 } from "@noble/curves/secp256k1.js";
import {
	concat,
	fromHex,
	type Hex,
	isHex,
	toHex,
} from "../../src/base/bytes.ts";
import type { FaultCode } from "../../src/base/fault.ts";
import { keccak256, keccakHex } from "../../src/crypto/hash.ts";
import { type Ask, bytesOf, type Stage, utf8Of, withBody } from "./exchange.ts";
import {
	alterAt,
	type Branch,
	flipHex,
	isBranch,
	type Tree,
	treeOf,
} from "./json.ts";
import type { Lie } from "./lie.ts";
import { alterResults, callOn, divert } from "./rpc.ts";

/** What the relay answers, altered; 404 passes. */
const alterPayload =
	(
		change: (payload: Branch, stage: Stage, ask: Ask) => Tree | Promise<Tree>,
	): Lie["tell"] =>
	(stage) =>
	async (ask) => {
		const honest = await stage.honest(ask);
		if (honest.status !== 200) return null;
		const payload = treeOf(utf8Of(honest.body));
		if (!isBranch(payload)) return null;
		const altered = await change(payload, stage, ask);
		return withBody(honest, bytesOf(JSON.stringify(altered)));
	};

const relayLie = (
	name: string,
	says: string,
	ends: readonly FaultCode[],
	tell: Lie["tell"],
	aside = true,
): Lie => ({ name, target: "relay", says, ends, aside, tell, mayMiss: true });

const hexAt = (tree: Tree | undefined): Hex => (isHex(tree) ? tree : "0x");

/** The bytes before the state root: parent beacon root, parent hash, fee recipient. */
const stateRootAt = 32 + 32 + 20;

const strangerKey = keccak256(bytesOf("nobody's sequencer"));

/** Signs as a sequencer does, on any chain the stranger likes. */
const signed = (payload: Hex, chainId: bigint): Hex => {
	const domain = concat(
		new Uint8Array(32),
		fromHex(`0x${chainId.toString(16).padStart(64, "0")}`),
		keccak256(fromHex(payload)),
	);
	const signature = secp256k1.sign(keccak256(domain), strangerKey, {
		prehash: false,
		format: "recovered",
	});
	return toHex(concat(signature.subarray(1), signature.subarray(0, 1)));
};

export const relayLies: readonly Lie[] = [
	relayLie(
		"a payload under another key's signature",
		"Signs the true payload with a key of its own.",
		["sequencer-signature"],
		alterPayload((payload) => ({
			...payload,
			signature: signed(hexAt(payload.payload), 901n),
		})),
		false,
	),
	relayLie(
		"a payload with another state root",
		"Alters the payload and keeps the sequencer's signature.",
		["sequencer-signature"],
		alterPayload((payload) =>
			alterAt(payload, ["payload"], (old) =>
				typeof old === "string" ? flipHex(old, stateRootAt) : old,
			),
		),
		false,
	),
	relayLie(
		"a payload with another block hash",
		"Names another block under the sequencer's signature.",
		["sequencer-signature"],
		alterPayload((payload) =>
			alterAt(payload, ["payload"], (old) =>
				typeof old === "string" ? flipHex(old, 32 + 472) : old,
			),
		),
		false,
	),
	relayLie(
		"an altered signature on a payload",
		"Turns one bit of the signature over.",
		["sequencer-signature"],
		alterPayload((payload, { chance }) =>
			alterAt(payload, ["signature"], (old) =>
				typeof old === "string" ? flipHex(old, chance.below(64)) : old,
			),
		),
		false,
	),
	relayLie(
		"a signature of zeros",
		"Gives 65 zero bytes for a signature.",
		["sequencer-signature"],
		alterPayload((payload) => ({
			...payload,
			signature: `0x${"00".repeat(65)}`,
		})),
		false,
	),
	relayLie(
		"the payload of another block",
		"Gives the true payload of the block before.",
		["sequencer-signature"],
		alterPayload(async (payload, stage, ask) => {
			const number = Number(/\d+$/.exec(ask.path)?.[0] ?? 0);
			const before = await stage.honest({
				...ask,
				path: ask.path.replace(/\d+$/, String(number - 1)),
			});
			return before.status === 200 ? treeOf(utf8Of(before.body)) : payload;
		}),
		false,
	),
	relayLie(
		"half a payload",
		"Cuts the payload in the middle and signs what is left.",
		["bad-ssz", "sequencer-signature"],
		alterPayload((payload) => {
			const whole = hexAt(payload.payload);
			const half: Hex = `0x${whole.slice(2, 2 + 2 * (whole.length >> 2))}`;
			return { ...payload, payload: half, signature: signed(half, 901n) };
		}),
		false,
	),
	relayLie(
		"a payload that is no hex",
		"Gives words where bytes should be.",
		["bad-field"],
		alterPayload((payload) => ({ ...payload, payload: "the newest block" })),
	),
];

const rollupLie = (
	name: string,
	says: string,
	ends: readonly FaultCode[],
	tell: Lie["tell"],
	aside: boolean,
): Lie => ({ name, target: "rollup", says, ends, aside, tell });

const isHeaderCall = (method: string): boolean =>
	method === "eth_getBlockByNumber" || method === "eth_getBlockByHash";

export const rollupLies: readonly Lie[] = [
	rollupLie(
		"a rollup block whose hash is made to fit",
		"Alters the state root of every header and hashes it anew.",
		// A rollup node on another branch gives another block too: no lie by itself, and no basis.
		["not-anchored"],
		alterResults(() => async ({ method }, result) => {
			if (!isHeaderCall(method) || !isBranch(result)) return result;
			const { encodeHeader } = await import("../../src/source/header.ts");
			const made = alterAt(result, ["stateRoot"], (old) =>
				typeof old === "string" ? flipHex(old, 0) : old,
			);
			return alterAt(made, ["hash"], () => keccakHex(encodeHeader(made)));
		}),
		false,
	),
	rollupLie(
		"the state of another rollup block",
		"Proves each account under the block before the one asked for.",
		["mpt-node"],
		divert((stage) => async ({ method, params }) => {
			const [of, slots, at] = params;
			if (method !== "eth_getProof" || typeof at !== "string") return undefined;
			if (!at.startsWith("0x") || BigInt(at) < 2n) return undefined;
			return callOn(stage.archive, method, [
				of ?? null,
				slots ?? [],
				`0x${(BigInt(at) - 1n).toString(16)}`,
			]);
		}),
		true,
	),
	rollupLie(
		"another message passer under the root",
		"Alters what the message passer is said to hold, which the root on L1 commits to.",
		["not-anchored", "proof-value"],
		alterResults(
			() =>
				({ method, params }, result) =>
					method === "eth_getProof" &&
					String(params[0]).toLowerCase() ===
						"0x4200000000000000000000000000000000000016"
						? alterAt(result, ["storageHash"], (old) =>
								typeof old === "string" ? flipHex(old, 0) : old,
							)
						: result,
		),
		false,
	),
	rollupLie(
		"altered code at a rollup's block",
		"Turns one bit of a contract's code over.",
		["code-hash"],
		alterResults(
			() =>
				({ method }, code) =>
					method === "eth_getCode" &&
					typeof code === "string" &&
					code.length > 2
						? flipHex(code, 0)
						: code,
		),
		true,
	),
];
