// What an execution endpoint (L1 node or rollup node) states, as claims: headers, proofs, code, transactions, receipts
// and hints. Nothing here is believed; state/ checks it.

import { type Hex, toHex, toQuantity } from "../base/bytes.ts";
import type { Decode, Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import type { Json } from "../base/immutable.ts";
import { bounds } from "./bounds.ts";
import type { Claim, Endpoint } from "./claim.ts";
import { encodeHeader } from "./header.ts";
import type { Pool } from "./pool.ts";
import type { Clock, Fetch } from "./ports.ts";
import { looseNumber, looseQuantity, looseWord } from "./quantity.ts";
import { type Call, openRpc, type Rpc, type RpcLimits } from "./rpc.ts";
import { encodeReceipt, encodeTransaction } from "./transaction.ts";

/** Which block: a node's newest, the newest it calls final (its word alone), or one by its number or hash. */
export type At =
	| "latest"
	| "finalized"
	| { readonly number: number }
	| { readonly hash: Hex };

export type HeaderClaim = {
	readonly number: number;
	readonly hash: Hex;
	readonly stateRoot: Hex;
	readonly rlp: Hex;
};

const proofNodes = d.list(d.hexUpTo(4096), 130);
const slotClaim = d.record({
	key: looseWord,
	value: looseQuantity,
	proof: proofNodes,
});
const nothingHash: Hex = `0x${"0".repeat(64)}`;

/** eth_getProof's answer, EIP-1186. */
const accountFields = d.record({
	address: d.optional(d.address),
	balance: looseQuantity,
	nonce: looseNumber,
	// Nodes write zero, leave it out or give the hash of nothing for an account that is not there.
	codeHash: d.optional(d.hash),
	/** What Scroll's nodes call it, beside a hash of their own that the account's leaf has not. */
	keccakCodeHash: d.optional(d.hash),
	storageHash: (raw, path) =>
		raw === undefined ? nothingHash : d.hash(raw, path),
	accountProof: proofNodes,
	storageProof: d.list(slotClaim, 1000),
});
export type AccountClaim = Omit<
	Decoded<typeof accountFields>,
	"codeHash" | "keccakCodeHash"
> & { readonly codeHash: Hex };

export const accountClaim: Decode<AccountClaim> = (raw, path) => {
	const { codeHash, keccakCodeHash, ...claim } = accountFields(raw, path);
	return { ...claim, codeHash: codeHash ?? keccakCodeHash ?? nothingHash };
};

export type BlockClaim = HeaderClaim & {
	/** As in the trie, in order. */
	readonly transactions: readonly Hex[];
};

export type ReceiptHint = {
	readonly blockNumber: number;
	readonly blockHash: Hex;
	readonly index: number;
};

export type FeeHint = {
	/** Median priority fee of the newest blocks. */
	readonly priorityFeeWei: bigint;
	/** Of the block that comes next; null where the endpoint does not say. */
	readonly baseFeeWei: bigint | null;
};

export type ProofRequest = {
	readonly address: Hex;
	readonly slots: readonly Hex[];
};

/** Events of one contract within a span of blocks, both ends included; a null topic is any. */
export type LogRequest = {
	readonly address: Hex;
	readonly topics: readonly (Hex | null)[];
	readonly fromBlock: number;
	readonly toBlock: number;
};

/** An event as a node states it: a hint where to look, and no more. */
export type LogHint = {
	readonly address: Hex;
	readonly topics: readonly Hex[];
	readonly data: Hex;
	readonly blockNumber: number;
	readonly transactionHash: Hex;
};

/** A call as a node is asked about it. */
export type CallHint = {
	readonly from: Hex;
	readonly to: Hex | null;
	readonly valueWei: bigint;
	readonly data: Hex;
};

/** One endpoint. Every method throws what rpc.ts throws; a block that the node does not have is rpc-error. */
export type Execution = {
	readonly endpoint: Endpoint;
	readonly chainId: (signal?: AbortSignal) => Promise<Claim<number>>;
	/** Of the newest block: a few bytes, where a header has all its transactions' hashes. */
	readonly number: (signal?: AbortSignal) => Promise<Claim<number>>;
	readonly header: (
		at: At,
		signal?: AbortSignal,
	) => Promise<Claim<HeaderClaim>>;
	/** Headers of the numbers, in order; null for one the node does not have. */
	readonly headers: (
		numbers: readonly number[],
		signal?: AbortSignal,
	) => Promise<Claim<readonly (HeaderClaim | null)[]>>;
	/** Proofs in the order of the requests. `at` by number or "latest" only: not every node takes a hash here. */
	readonly proofs: (
		requests: readonly ProofRequest[],
		at: "latest" | { readonly number: number },
		signal?: AbortSignal,
	) => Promise<Claim<readonly AccountClaim[]>>;
	/** The newest header and proofs, asked in one batch. They belong together unless the head moved in between. */
	readonly proofsAtHead: (
		requests: readonly ProofRequest[],
		signal?: AbortSignal,
	) => Promise<
		Claim<{ header: HeaderClaim; accounts: readonly AccountClaim[] }>
	>;
	readonly code: (
		address: Hex,
		at: "latest" | { readonly number: number },
		signal?: AbortSignal,
	) => Promise<Claim<Hex>>;
	/** Header and all transactions. */
	readonly block: (at: At, signal?: AbortSignal) => Promise<Claim<BlockClaim>>;
	/** All receipts of a block as in the trie, in order. `hashes` of its transactions, for nodes that give one at a time. */
	readonly receipts: (
		number: number,
		hashes: readonly Hex[],
		signal?: AbortSignal,
	) => Promise<Claim<readonly Hex[]>>;
	/** A hint in which block a transaction is; null while the node knows none. */
	readonly receiptHint: (
		transactionHash: Hex,
		signal?: AbortSignal,
	) => Promise<Claim<ReceiptHint | null>>;
	/** A hint what a call reads: accounts and slots, as eth_createAccessList of EIP-2930 lists them. */
	readonly accessHint: (
		call: CallHint,
		signal?: AbortSignal,
	) => Promise<Claim<readonly ProofRequest[]>>;
	/** In the order of the chain. Ask for spans that hold at most 4000: more is bad-field. */
	readonly logs: (
		request: LogRequest,
		signal?: AbortSignal,
	) => Promise<Claim<readonly LogHint[]>>;
	readonly feeHint: (signal?: AbortSignal) => Promise<Claim<FeeHint>>;
	/** What only the nodes of one family answer, by a call that the family decodes; all of it in one exchange. */
	readonly askAll: Rpc["askAll"];
	/** Resolves when the node has it, also when it had it before. @throws rpc-error when the node does not take it */
	readonly send: (raw: Hex, signal?: AbortSignal) => Promise<Claim<null>>;
};

const fieldsOf = d.dictionary(d.anything, 200);

const headerOf: Decode<HeaderClaim | null> = (raw, path) => {
	if (raw === null || raw === undefined) return null;
	const fields = fieldsOf(raw, path);
	return {
		number: looseNumber(fields.number, `${path}.number`),
		hash: d.hash(fields.hash, `${path}.hash`),
		stateRoot: d.hash(fields.stateRoot, `${path}.stateRoot`),
		rlp: toHex(encodeHeader(raw, path)),
	};
};
const blockOf: Decode<BlockClaim | null> = (raw, path) => {
	const header = headerOf(raw, path);
	if (header === null) return null;
	const transactions = d.list(d.anything, 20_000)(
		fieldsOf(raw, path).transactions,
		`${path}.transactions`,
	);
	return {
		...header,
		transactions: transactions.map((item, i) =>
			encodeTransaction(item, `${path}.transactions[${i}]`),
		),
	};
};
const inOrder = d.record({ transactionIndex: looseNumber });
/** Sorted by place in the block, whatever the order in the answer. */
const receiptsOf: Decode<readonly Hex[] | null> = (raw, path) => {
	if (raw === null || raw === undefined) return null;
	return d
		.list(d.anything, 20_000)(raw, path)
		.map((item, i) => ({
			...inOrder(item, `${path}[${i}]`),
			bytes: encodeReceipt(item, `${path}[${i}]`),
		}))
		.sort((a, b) => a.transactionIndex - b.transactionIndex)
		.map(({ bytes }) => bytes);
};
const hintOf: Decode<ReceiptHint | null> = (raw, path) => {
	if (raw === null || raw === undefined) return null;
	const found = d.record({
		blockNumber: looseNumber,
		blockHash: d.hash,
		transactionIndex: looseNumber,
	})(raw, path);
	return {
		blockNumber: found.blockNumber,
		blockHash: found.blockHash,
		index: found.transactionIndex,
	};
};
const feeOf: Decode<FeeHint> = (raw, path) => {
	const { reward, baseFeePerGas } = d.record({
		reward: d.list(d.list(looseQuantity, 1, 1), 64, 1),
		// one more than there are blocks
		baseFeePerGas: d.optional(d.list(looseQuantity, 65)),
	})(raw, path);
	const fees = reward
		.map(([fee]) => fee ?? 0n)
		.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
	return {
		priorityFeeWei: fees[Math.floor(fees.length / 2)] ?? 0n,
		baseFeeWei: baseFeePerGas?.at(-1) ?? null,
	};
};

const accessOf: Decode<readonly ProofRequest[]> = (raw, path) =>
	d
		.record({
			accessList: d.list(
				d.record({ address: d.address, storageKeys: d.list(d.hash, 4_000) }),
				1_000,
			),
		})(raw, path)
		.accessList.map((entry) => ({
			address: entry.address,
			slots: entry.storageKeys,
		}));

const mostLogs = 4_000;
const logsOf = d.list(
	d.record({
		address: d.address,
		topics: d.list(d.hash, 4),
		data: d.hexUpTo(65_536),
		blockNumber: looseNumber,
		transactionHash: d.hash,
	}),
	mostLogs,
);

const place = (
	at: "latest" | "finalized" | { readonly number: number },
): Json => (typeof at === "string" ? at : toQuantity(at.number));

const headerCall = <T>(
	at: At,
	full: boolean,
	decode: Decode<T>,
	maxBytes: number,
): Call<T> =>
	typeof at === "string" || "number" in at
		? {
				method: "eth_getBlockByNumber",
				params: [place(at), full],
				decode,
				maxBytes,
			}
		: {
				method: "eth_getBlockByHash",
				params: [at.hash, full],
				decode,
				maxBytes,
			};

/** @throws bad-field when the answer is about another account or other slots than were asked for. */
const proofCall = (
	{ address: asked, slots }: ProofRequest,
	at: "latest" | { readonly number: number },
): Call<AccountClaim> => ({
	method: "eth_getProof",
	params: [asked, slots, place(at)],
	maxBytes: bounds.proof(slots.length),
	decode: (raw, path) => {
		const claim = accountClaim(raw, path);
		if (claim.address !== undefined && claim.address !== asked.toLowerCase())
			throw new Fault("bad-field", `"${path}.address" was not asked for`);
		const byKey = new Map(claim.storageProof.map((slot) => [slot.key, slot]));
		return {
			...claim,
			storageProof: slots.map((slot) => {
				const key = looseWord(slot, "slot");
				const found = byKey.get(key);
				if (found !== undefined) return found;
				if (byKey.size > 0)
					throw new Fault("bad-field", `"${path}" lacks the slot ${slot}`);
				// Some nodes give no slot of an account that is not there. Zero without a node says the same, and where the
				// account has storage no check lets that pass.
				return { key, value: 0n, proof: [] };
			}),
		};
	},
});

/** What nodes say to a transaction they have already. */
const alreadyKnown = /already ?known|known transaction|already imported/i;

/** @throws the fault in the place of an answer */
const orThrow = <T>(answer: T | Fault): T => {
	if (answer instanceof Fault) throw answer;
	return answer;
};

const small = <T>(
	method: string,
	params: readonly Json[],
	decode: Decode<T>,
): Call<T> => ({ method, params, decode, maxBytes: bounds.small });

/** @throws the fault in the place of an answer */
const allOf = <T>({
	value,
	...claim
}: Claim<readonly (T | Fault)[]>): Claim<readonly T[]> => ({
	...claim,
	value: value.map(orThrow),
});

/** @throws rpc-error where there is none */
const there = <T>(
	{ value, ...claim }: Claim<T | null>,
	endpoint: Endpoint,
): Claim<T> => {
	if (value === null)
		throw new Fault("rpc-error", "no such block", endpoint.name);
	return { ...claim, value };
};

/** Headers, transactions and receipts. */
const blocksOf = ({
	endpoint,
	ask,
	askAll,
}: Rpc): Pick<
	Execution,
	"number" | "header" | "headers" | "block" | "receipts"
> => ({
	number: (signal) => ask(small("eth_blockNumber", [], looseNumber), signal),
	header: async (at, signal) =>
		there(
			await ask(headerCall(at, false, headerOf, bounds.header), signal),
			endpoint,
		),
	headers: async (numbers, signal) => {
		const calls = numbers.map((number) =>
			headerCall({ number }, false, headerOf, bounds.header),
		);
		return allOf(await askAll(calls, signal));
	},
	block: async (at, signal) =>
		there(
			await ask(headerCall(at, true, blockOf, bounds.block), signal),
			endpoint,
		),
	receipts: async (number, hashes, signal) => {
		const call: Call<readonly Hex[] | null> = {
			method: "eth_getBlockReceipts",
			params: [toQuantity(number)],
			decode: receiptsOf,
			maxBytes: bounds.receipts,
		};
		const { value: whole, ...claim } = await askAll([call], signal);
		const [all] = whole;
		if (all !== undefined && all !== null && !(all instanceof Fault))
			return { ...claim, value: all };
		// Not every node has that method: one receipt after the other, then.
		const { value, ...each } = allOf(
			await askAll(
				hashes.map((of) => ({
					method: "eth_getTransactionReceipt",
					params: [of],
					decode: d.nullable((raw, path): Hex => encodeReceipt(raw, path)),
					maxBytes: bounds.receipt,
				})),
				signal,
			),
		);
		// a chain that has left the block has none, and who says so has done nothing wrong
		return {
			...each,
			value: value.map((one) => {
				if (one === null)
					throw new Fault("rpc-error", "no such receipt", endpoint.name);
				return one;
			}),
		};
	},
});

/** Accounts with their proofs, and code. */
const proofsOf = ({
	endpoint,
	ask,
	askAll,
}: Rpc): Pick<Execution, "proofs" | "proofsAtHead" | "code"> => ({
	proofs: async (requests, at, signal) => {
		const calls = requests.map((request) => proofCall(request, at));
		return allOf(await askAll(calls, signal));
	},
	proofsAtHead: async (requests, signal) => {
		const top = headerCall("latest", false, headerOf, bounds.header);
		const calls: readonly Call<HeaderClaim | AccountClaim | null>[] = [
			top,
			...requests.map((request) => proofCall(request, "latest")),
		];
		const answers = await askAll(calls, signal);
		const [first, ...rest] = answers.value.map(orThrow);
		if (first === undefined || first === null || !("rlp" in first))
			throw new Fault("rpc-error", "no newest block", endpoint.name);
		const accounts = rest.flatMap((part) =>
			part !== null && "accountProof" in part ? [part] : [],
		);
		return { ...answers, value: { header: first, accounts } };
	},
	code: (of, at, signal) =>
		ask(
			{
				method: "eth_getCode",
				params: [of, place(at)],
				decode: d.hexUpTo(bounds.code / 2),
				maxBytes: bounds.code,
			},
			signal,
		),
});

/** What is a hint and no more. */
const hintsOf = ({
	endpoint,
	ask,
}: Rpc): Pick<
	Execution,
	"receiptHint" | "accessHint" | "logs" | "feeHint"
> => ({
	receiptHint: (of, signal) =>
		ask(
			{
				method: "eth_getTransactionReceipt",
				params: [of],
				decode: hintOf,
				maxBytes: bounds.receipt,
			},
			signal,
		),
	accessHint: ({ from, to, valueWei, data }, signal) =>
		ask(
			{
				method: "eth_createAccessList",
				params: [
					{
						from,
						...(to === null ? {} : { to }),
						value: toQuantity(valueWei),
						data,
					},
					"latest",
				],
				decode: accessOf,
				maxBytes: bounds.accessList,
			},
			signal,
		),
	logs: async ({ address: of, topics, fromBlock, toBlock }, signal) => {
		const claim = await ask(
			{
				method: "eth_getLogs",
				params: [
					{
						address: of,
						topics: [...topics],
						fromBlock: toQuantity(fromBlock),
						toBlock: toQuantity(toBlock),
					},
				],
				decode: logsOf,
				maxBytes: bounds.logs,
			},
			signal,
		);
		if (claim.value.some((log) => log.address !== of.toLowerCase()))
			throw new Fault("bad-field", "logs of another address", endpoint.name);
		return claim;
	},
	feeHint: (signal) =>
		ask(
			small("eth_feeHistory", [toQuantity(10), "latest", [50]], feeOf),
			signal,
		),
});

export const openExecution = (
	ports: { readonly fetch: Fetch; readonly clock: Clock },
	endpoint: Endpoint,
	limits?: RpcLimits,
): Execution => {
	const rpc = openRpc(ports, endpoint, limits);
	return {
		endpoint,
		chainId: (signal) => rpc.ask(small("eth_chainId", [], looseNumber), signal),
		...blocksOf(rpc),
		...proofsOf(rpc),
		...hintsOf(rpc),
		askAll: rpc.askAll,
		send: async (raw, signal) => {
			const answers = await rpc.askAll(
				[small("eth_sendRawTransaction", [raw], d.text(100))],
				signal,
			);
			const [answer] = answers.value;
			if (answer instanceof Fault && !alreadyKnown.test(answer.detail))
				throw answer;
			return { ...answers, value: null };
		},
	};
};

export type Delivery = {
	/** Endpoints that have the transaction. */
	readonly taken: readonly string[];
	readonly refused: readonly Fault[];
};

/** Gives a signed transaction to all endpoints at once. It is out as soon as one has it. */
export const sendToAll = async (
	pool: Pool<Execution>,
	raw: Hex,
	signal?: AbortSignal,
): Promise<Delivery> => {
	const refused: Fault[] = [];
	const taken = await pool.all(async ({ name, client }) => {
		try {
			await client.send(raw, signal);
			return name;
		} catch (thrown) {
			const fault = pool.blame(name, thrown);
			refused.push(fault);
			throw fault;
		}
	});
	return { taken, refused };
};
