// One moment of Ethereum's mainnet as others recorded it: a finalized root, the light-client objects that lead from it to a signed
// head, the block that the head commits to, and an account with its proof. Served as a beacon node and an execution node
// would, to whoever asks, under any host.
//
// What a node would have served and nobody recorded is left out (404) or, where a recording holds it in another shape, cut out
// of that: the optimistic update is made of the two blocks, as a full node makes it, and the finality update is a part of the
// recorded update, thirty hours older than the head.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
	fromHex,
	type Hex,
	toHex,
	toQuantity,
} from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { decodeRlp, type Rlp } from "../../../src/base/rlp.ts";
import { join as joined, sszAt, uint64 } from "../../../src/base/ssz.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import { splitStream } from "../../../src/l1/answer.ts";
import { knownNetworks, type L1Network } from "../../../src/l1/network.ts";
import { timeAtSlot, typesOf } from "../../../src/l1/spec.ts";
import { headerFields } from "../../../src/source/header.ts";
import { blockFromSsz, headerOfBlock } from "../../conformance/blocks.ts";
import { headerRlpOf } from "../../conformance/state-l1/scenario.ts";

const folder = join(
	process.env.SEXTANT_VECTORS ??
		fileURLToPath(new URL("../../../../shared/vectors", import.meta.url)),
	"state-l1/colibri-e2e/eth_getTransactionCount_electra",
);
export const isRecorded = existsSync(folder);
if (!isRecorded)
	console.log(`no recordings at ${folder}: their tests are skipped`);

const fileOf = (start: string): Uint8Array => {
	const name = readdirSync(folder).find((one) => one.startsWith(start));
	if (name === undefined) throw new Error(`no ${start} in ${folder}`);
	return new Uint8Array(readFileSync(join(folder, name)));
};
const jsonOf = (start: string): unknown =>
	d.parseJson(new TextDecoder().decode(fileOf(start)));

export type Answered = {
	readonly status: number;
	readonly headers: { readonly [name: string]: string };
	readonly bytes: Uint8Array;
};

const json = (value: unknown, status = 200): Answered => ({
	status,
	headers: { "content-type": "application/json" },
	bytes: new TextEncoder().encode(JSON.stringify(value)),
});
const ssz = (bytes: Uint8Array, version?: string): Answered => ({
	status: 200,
	headers: {
		"content-type": "application/octet-stream",
		...(version === undefined ? {} : { "eth-consensus-version": version }),
	},
	bytes,
});

export type Recorded = {
	readonly network: L1Network;
	/** When all of this was so, Unix milliseconds: two seconds after the head was signed. */
	readonly nowMs: number;
	readonly checkpoint: Hex;
	readonly account: Hex;
	/** What the proof says that the account holds. */
	readonly balanceWei: bigint;
	/** As a beacon node answers a path. */
	readonly beacon: (path: string) => Answered;
	/** As an execution node answers a body. */
	readonly execution: (body: string) => Answered;
};

const quantities: readonly string[] = headerFields.flatMap(([name]) =>
	/^(difficulty|number|gas|timestamp|base|blobGas|excess)/.test(name)
		? [name]
		: [],
);

const flat = (item: Rlp | undefined): Uint8Array =>
	item instanceof Uint8Array ? item : new Uint8Array(0);

const updateParts = [
	"attested_header",
	"finalized_header",
	"finality_branch",
	"sync_aggregate",
	"signature_slot",
] as const;

const openBeacon = (network: L1Network, checkpoint: Hex, epoch: number) => {
	const bootstrap = fileOf("eth_v1_beacon_light_client_bootstrap");
	const updates = fileOf(
		"eth_v1_beacon_light_client_updates_start_period_1421",
	);
	const [update] = splitStream(network, updates, 1);
	const head = blockFromSsz(network, fileOf("eth_v2_beacon_blocks_head"));
	const parent = blockFromSsz(network, fileOf("eth_v2_beacon_blocks_0x"));
	if (update === undefined || head === null || parent === null)
		throw new Error("the recording is not whole");
	const header = headerOfBlock(parent);
	if (header === null) throw new Error("the block has no payload");
	const slot = new Uint8Array(8);
	new DataView(slot.buffer).setBigUint64(0, BigInt(head.slot), true);
	const aggregate = sszAt(head.part, "body", "sync_aggregate");
	const { optimistic } = typesOf(network, header.fork);
	if (optimistic.kind !== "container") throw new Error("no container");
	const [headerField] = optimistic.fields;
	if (headerField === undefined) throw new Error("no header");
	const optimisticUpdate = joined([
		{ type: headerField[1], bytes: header.ssz },
		aggregate,
		{ type: uint64, bytes: slot },
	]);
	const whole = {
		type: typesOf(network, update.fork).update,
		bytes: update.ssz,
	};
	const finalityUpdate = joined(updateParts.map((name) => sszAt(whole, name)));
	const beacon = (path: string): Answered => {
		const at = new URL(path, "http://x");
		const last = at.pathname.replace("/eth/v1/", "");
		const lc = "beacon/light_client/";
		if (last === "beacon/genesis")
			return json({
				data: {
					genesis_time: String(network.genesisTimeS),
					genesis_validators_root: network.genesisValidatorsRoot,
					genesis_fork_version: "0x00000000",
				},
			});
		if (last === "beacon/states/head/finality_checkpoints")
			return json(jsonOf("eth_v1_beacon_states_head_finality"));
		if (last === `beacon/blocks/${epoch * 32}/root`)
			return json({ data: { root: checkpoint }, finalized: true });
		if (last === `${lc}bootstrap/${checkpoint}`) return ssz(bootstrap, "deneb");
		if (last === `${lc}updates`) {
			const start = Number(at.searchParams.get("start_period"));
			const count = Number(at.searchParams.get("count"));
			return ssz(
				start <= 1421 && start + count > 1421 ? updates : new Uint8Array(0),
			);
		}
		if (last === `${lc}optimistic_update`)
			return ssz(optimisticUpdate, header.fork);
		if (last === `${lc}finality_update`)
			return ssz(finalityUpdate, update.fork);
		return json({ code: 404, message: "not recorded" }, 404);
	};
	return { beacon, head, parent };
};

const nobody = `0x${"0".repeat(40)}`;
const call = d.record({
	id: d.anything,
	method: d.text(60),
	params: d.anything,
});
const proofReply = d.record({ result: d.dictionary(d.anything, 20) });

const openExecution = (
	block: Parameters<typeof headerRlpOf>[0],
	account: Hex,
) => {
	const rlp = fromHex(headerRlpOf(block));
	const items = decodeRlp(rlp);
	if (items instanceof Uint8Array) throw new Error("no header");
	const header = {
		hash: keccakHex(rlp),
		transactions: [],
		...Object.fromEntries(
			headerFields.slice(0, items.length).map(([name], i) => {
				const hex = toHex(flat(items[i]));
				return [
					name,
					quantities.includes(name)
						? toQuantity(BigInt(hex === "0x" ? "0x0" : hex))
						: hex,
				];
			}),
		),
	};
	const number = toQuantity(
		BigInt(toHex(flat(items[8])) === "0x" ? "0x0" : toHex(flat(items[8]))),
	);
	const proof = proofReply(jsonOf("eth_getProof"), "proof").result;
	const isHere = (at: unknown): boolean => at === "latest" || at === number;
	/** @returns undefined for what is not recorded */
	const answerTo = (method: string, params: readonly unknown[]): unknown => {
		const [first, second, third] = params;
		switch (method) {
			case "eth_chainId":
				return "0x1";
			case "eth_blockNumber":
				return number;
			case "eth_getBlockByNumber":
				return isHere(first) ? header : null;
			case "eth_getBlockByHash":
				return first === header.hash ? header : null;
			case "eth_getProof": {
				if (!isHere(third) || (Array.isArray(second) && second.length > 0))
					return undefined;
				if (first === account) return proof;
				// A trial asks about nobody, and no recording has that account. Its answer is read for its shape and nothing rests on it.
				return first === nobody ? { ...proof, address: nobody } : undefined;
			}
			case "eth_getCode":
				return "0x";
			case "eth_feeHistory":
				return { reward: [["0x3b9aca00"]] };
			case "eth_getTransactionReceipt":
				return null;
			case "eth_createAccessList":
				return { accessList: [], gasUsed: "0x5208" };
			default:
				return undefined;
		}
	};
	const replyTo = (raw: unknown) => {
		const { id, method, params } = call(raw, "call");
		const result = answerTo(method, d.list(d.anything, 8)(params, "params"));
		return {
			jsonrpc: "2.0",
			id,
			...(result === undefined
				? { error: { code: -32_000, message: "not recorded" } }
				: { result }),
		};
	};
	return {
		balanceWei: BigInt(String(proof.balance)),
		execution: (body: string): Answered => {
			const raw = d.parseJson(body);
			return json(Array.isArray(raw) ? raw.map(replyTo) : replyTo(raw));
		},
	};
};

export const openRecorded = (): Recorded => {
	const network = knownNetworks.find(({ name }) => name === "mainnet");
	if (network === undefined) throw new Error("no mainnet");
	const finality = d.record({
		data: d.record({
			finalized: d.record({ epoch: d.text(12), root: d.text(66) }),
		}),
	})(jsonOf("eth_v1_beacon_states_head_finality"), "finality").data.finalized;
	const checkpoint: Hex = `0x${finality.root.slice(2)}`;
	const epoch = Number(finality.epoch);
	const { beacon, head, parent } = openBeacon(network, checkpoint, epoch);
	const account: Hex = "0xdadb0d80178819f2319190d340ce9a924f783711";
	return {
		network,
		nowMs: (timeAtSlot(network, head.slot) + 2) * 1000,
		checkpoint,
		account,
		beacon,
		...openExecution(parent, account),
	};
};
