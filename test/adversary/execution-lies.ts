// Lies of a JSON-RPC endpoint: state, proofs, code, headers, blocks, and the messages themselves.

import {
	bigToMinimal,
	fromHex,
	type Hex,
	isHex,
	toHex,
} from "../../src/base/bytes.ts";
import type { FaultCode } from "../../src/base/fault.ts";
import { encodeRlp } from "../../src/base/rlp.ts";
import { keccak256, keccakHex } from "../../src/crypto/hash.ts";
import { buildTrie } from "../../src/proof/trie.ts";
import { encodeHeader } from "../../src/source/header.ts";
import { jsonAnswer, type Stage } from "./exchange.ts";
import {
	alterAt,
	type Branch,
	flipHex,
	isBranch,
	isList,
	readAt,
	type Tree,
	treeOf,
} from "./json.ts";
import type { Lie } from "./lie.ts";
import {
	type AlterResult,
	alterMessages,
	alterReplies,
	alterResults,
	callOn,
	divert,
	type RpcCall,
} from "./rpc.ts";

/** Every string of hex, but for the numbers, in upper case. */
const upperCase = (tree: Tree): Tree => {
	if (typeof tree === "string")
		return /^0x([0-9a-f]{2}){4,}$/.test(tree)
			? `0x${tree.slice(2).toUpperCase()}`
			: tree;
	if (isList(tree)) return tree.map(upperCase);
	if (isBranch(tree))
		return Object.fromEntries(
			Object.entries(tree).map(([key, part]) => [key, upperCase(part)]),
		);
	return tree;
};

type Path = readonly (string | number)[];

const lie = (
	name: string,
	says: string,
	ends: readonly FaultCode[],
	tell: Lie["tell"],
	aside = true,
): Lie => ({ name, target: "execution", says, ends, aside, tell });

/** Alters the results of the named methods. */
const resultsOf = (
	methods: readonly string[],
	alter: (stage: Stage) => AlterResult,
): Lie["tell"] =>
	alterResults((stage) => {
		const change = alter(stage);
		return (call, result) =>
			methods.includes(call.method) && result !== null
				? change(call, result)
				: result;
	});

/** Alters one place of the results of the named methods. */
const placeOf = (
	methods: readonly string[],
	path: Path,
	change: (old: Tree, stage: Stage) => Tree,
): Lie["tell"] =>
	resultsOf(
		methods,
		(stage) => (_, result) =>
			alterAt(result, path, (old) => change(old, stage)),
	);

const quantity = (old: Tree): bigint =>
	typeof old === "string" && old !== "0x" ? BigInt(old) : 0n;
const more =
	(by: bigint) =>
	(old: Tree): Tree =>
		`0x${(quantity(old) + by).toString(16)}`;
const flipped = (old: Tree): Tree =>
	typeof old === "string" && old.length >= 4 ? flipHex(old, 0) : old;

const proofs = ["eth_getProof"];
const headers = ["eth_getBlockByNumber", "eth_getBlockByHash"];
const ether = 10n ** 18n;

/** The leaf of the account as the liar wants it: a thousand ether more. */
const inventedLeaf = (result: Branch): { leaf: Uint8Array; balance: Tree } => {
	const balance = more(1000n * ether)(result.balance ?? "0x0");
	const bytes = (value: Tree | undefined): Uint8Array =>
		bigToMinimal(quantity(value ?? "0x0"));
	const word = (value: Tree | undefined): Uint8Array =>
		fromHex(typeof value === "string" ? value : "0x");
	const leaf = encodeRlp([
		bytes(result.nonce),
		bytes(balance),
		word(result.storageHash),
		word(result.codeHash),
	]);
	return { leaf, balance };
};

/** A state of the liar's own, of the accounts it was asked for. */
const inventedState = () => {
	const known = new Map<string, { leaf: Uint8Array; stated: Branch }>();
	const trie = () =>
		buildTrie(
			[...known].map(
				([of, { leaf }]) => [keccak256(fromHex(of)), leaf] as const,
			),
		);
	return {
		root: (): Hex => trie().root,
		prove: (call: RpcCall, result: Tree): Tree => {
			const [of] = call.params;
			if (!isBranch(result) || typeof of !== "string") return result;
			const { leaf, balance } = inventedLeaf(result);
			const entry = known.get(of) ?? { leaf, stated: { ...result, balance } };
			known.set(of, entry);
			const accountProof = trie()
				.prove(keccak256(fromHex(of)))
				.map(toHex);
			return { ...entry.stated, accountProof };
		},
	};
};

/**
 * Headers and proofs for "latest" out of a block that never was: consistent with each other, and with nothing else. The
 * header comes first in a batch, so its state is whole the second time the same is asked.
 */
const inventedHead: Lie["tell"] = (stage) => {
	const state = inventedState();
	return alterResults(() => (call, result) => {
		if (call.method === "eth_blockNumber" && typeof result === "string")
			return more(1n)(result);
		if (!call.params.includes("latest") || !isBranch(result)) return result;
		if (call.method === "eth_getProof") return state.prove(call, result);
		if (call.method !== "eth_getBlockByNumber") return result;
		const made = {
			...result,
			number: more(1n)(result.number ?? "0x0"),
			parentHash: result.hash ?? null,
			stateRoot: state.root(),
		};
		return { ...made, hash: keccakHex(encodeHeader(made)) };
	})(stage);
};

/** The lies about lists of proof nodes, told of the account's proof and of each slot's. */
const nodeLies = (where: string, path: Path): readonly Lie[] => {
	const told = (
		name: string,
		says: string,
		ends: readonly FaultCode[],
		change: (nodes: readonly Tree[], stage: Stage) => readonly Tree[],
	): Lie =>
		lie(
			`${name} of the ${where}`,
			says,
			ends,
			placeOf(proofs, path, (old, stage) =>
				isList(old) && old.length > 0 ? change(old, stage) : old,
			),
		);
	return [
		told(
			"a dropped last node",
			"Leaves the leaf out of the proof.",
			["mpt-missing"],
			(nodes) => nodes.slice(0, -1),
		),
		told(
			"a dropped first node",
			"Leaves the root node out of the proof.",
			// A proof of one node is an empty one without it.
			["mpt-node", "mpt-missing"],
			(nodes) => nodes.slice(1),
		),
		told(
			"an empty list of nodes",
			"Gives no node at all.",
			["mpt-missing"],
			() => [],
		),
		told(
			"nodes in reverse order",
			"Gives the proof from the leaf up.",
			["mpt-node"],
			(nodes) => nodes.toReversed(),
		),
		told(
			"a doubled first node",
			"Gives the root node twice.",
			["mpt-node", "mpt-unused"],
			(nodes) => [...nodes.slice(0, 1), ...nodes],
		),
		told(
			"a doubled last node",
			"Gives the leaf twice.",
			["mpt-unused"],
			(nodes) => [...nodes, ...nodes.slice(-1)],
		),
		told(
			"an added node",
			"Adds a node that nothing leads to.",
			["mpt-unused"],
			(nodes) => [
				...nodes,
				toHex(encodeRlp([Uint8Array.of(32), Uint8Array.of(1)])),
			],
		),
		told(
			"an altered node",
			"Turns one bit of one node over.",
			["mpt-node"],
			(nodes, { chance }) => {
				const which = chance.below(nodes.length);
				return nodes.map((node, i) =>
					i === which && typeof node === "string"
						? flipHex(node, chance.below(node.length / 2 - 1))
						: node,
				);
			},
		),
		told(
			"an overlong node",
			"Writes a byte behind the last node.",
			["mpt-node"],
			(nodes) =>
				nodes.map((node, i) => (i === nodes.length - 1 ? `${node}00` : node)),
		),
	];
};

const older = async (
	stage: Stage,
	blocks: number,
): Promise<string | undefined> => {
	const head = await callOn(stage.honest, "eth_blockNumber", []);
	const number = quantity(head) - BigInt(blocks);
	return number < 0n ? undefined : `0x${number.toString(16)}`;
};

/** Where a call says which block it means: the place in its params. */
const blockPlace: { readonly [method: string]: number } = {
	eth_getBlockByNumber: 0,
	eth_getProof: 2,
	eth_getCode: 1,
	eth_getBalance: 1,
	eth_getTransactionCount: 1,
	eth_getStorageAt: 2,
	eth_call: 1,
};

/** Asks the honest endpoint for the same of an older block. */
const fromOlder = (
	methods: readonly string[],
	blocks: number,
	only: (block: Tree | undefined) => boolean,
): Lie["tell"] =>
	divert((stage) => async ({ method, params }) => {
		// the newest's number alone is asked for too
		if (method === "eth_blockNumber" && only("latest"))
			return older(stage, blocks);
		const place = blockPlace[method];
		if (place === undefined || !methods.includes(method)) return undefined;
		if (!only(params[place])) return undefined;
		const then = await older(stage, blocks);
		if (then === undefined) return undefined;
		return callOn(
			stage.archive,
			method,
			params.map((param, i) => (i === place ? then : param)),
		);
	});

const stateLies: readonly Lie[] = [
	lie(
		"an altered balance",
		"States a higher balance beside an honest proof.",
		["proof-value"],
		placeOf(proofs, ["balance"], more(ether)),
	),
	lie(
		"an altered nonce",
		"States another nonce beside an honest proof.",
		["proof-value"],
		placeOf(proofs, ["nonce"], more(1n)),
	),
	lie(
		"an altered code hash",
		"States another code hash beside an honest proof.",
		["proof-value"],
		placeOf(proofs, ["codeHash"], flipped),
	),
	lie(
		"an altered storage root",
		"States another storage root beside an honest proof.",
		["proof-value"],
		placeOf(proofs, ["storageHash"], flipped),
	),
	lie(
		"an altered storage value",
		"States another word beside an honest proof of the slot.",
		["proof-value"],
		placeOf(proofs, ["storageProof", 0, "value"], more(1n)),
	),
	lie(
		"a balance in a trie of the liar's own",
		"Builds a whole trie around the balance it wants.",
		["mpt-node"],
		resultsOf(proofs, () => {
			const state = inventedState();
			return state.prove;
		}),
	),
	lie(
		"an account that is denied",
		"Says that the account does not exist, beside an honest proof of it.",
		["proof-value"],
		resultsOf(
			proofs,
			() => (_, result) =>
				isBranch(result)
					? {
							...result,
							balance: "0x0",
							nonce: "0x0",
							codeHash: keccakHex(new Uint8Array(0)),
							storageHash: keccakHex(Uint8Array.of(0x80)),
						}
					: result,
		),
	),
	lie(
		"the proof of another account",
		"Gives the honest proof of a neighbour under the account's name.",
		["mpt-missing", "mpt-node", "mpt-unused", "proof-value"],
		divert((stage) => async ({ method, params }) => {
			const [of, ...rest] = params;
			if (method !== "eth_getProof" || typeof of !== "string") return undefined;
			const result = await callOn(stage.honest, method, [
				flipHex(of, 19),
				...rest,
			]);
			return alterAt(result, ["address"], () => of);
		}),
	),
	lie(
		"another account than was asked for",
		"Gives the account of a neighbour under its own name.",
		["bad-field"],
		divert((stage) => async ({ method, params }) => {
			const [of, ...rest] = params;
			if (method !== "eth_getProof" || typeof of !== "string") return undefined;
			return callOn(stage.honest, method, [flipHex(of, 19), ...rest]);
		}),
	),
	lie(
		"a proof from another block",
		"Gives the honest proof of a block before.",
		["mpt-node"],
		fromOlder(proofs, 2, () => true),
	),
	lie(
		"altered code",
		"Turns one bit of the code over.",
		// The code may have changed since the verified block: the endpoint is not to blame, and what it gave is not used.
		["not-anchored"],
		resultsOf(
			["eth_getCode"],
			({ chance }) =>
				(_, code) =>
					typeof code === "string" && code.length > 2
						? flipHex(code, chance.below(code.length / 2 - 1))
						: code,
		),
		false,
	),
	lie(
		"code that is kept back",
		"Says that the contract has no code.",
		["not-anchored"],
		resultsOf(["eth_getCode"], () => () => "0x"),
		false,
	),
	lie(
		"slots that are left out",
		"Gives the account's proof and none of its slots'.",
		["mpt-missing"],
		placeOf(proofs, ["storageProof"], () => []),
	),
	...nodeLies("account's proof", ["accountProof"]),
	...nodeLies("slot's proof", ["storageProof", 0, "proof"]),
];

const headerField = (
	name: string,
	field: string,
	change: (old: Tree) => Tree,
): Lie =>
	lie(
		`a header with ${name}`,
		`Alters "${field}" of every header.`,
		["header-hash"],
		placeOf(headers, [field], change),
	);

const blockLies: readonly Lie[] = [
	headerField("another state root", "stateRoot", flipped),
	headerField("another hash", "hash", flipped),
	headerField("another base fee", "baseFeePerGas", more(1n)),
	headerField("another time", "timestamp", more(3600n)),
	headerField("another number", "number", more(1n)),
	headerField("another parent", "parentHash", flipped),
	lie(
		"a header with a field left out",
		"Leaves the newest field of every header out.",
		["header-hash"],
		resultsOf(headers, () => (_, result) => {
			if (!isBranch(result)) return result;
			const newest = [
				"requestsHash",
				"parentBeaconBlockRoot",
				"withdrawalsRoot",
				"baseFeePerGas",
			].find((field) => Object.hasOwn(result, field));
			return Object.fromEntries(
				Object.entries(result).filter(([field]) => field !== newest),
			);
		}),
	),
	lie(
		"a broken chain of parents",
		"Gives for each number asked the header of the block before it.",
		// Whoever is on another branch gives such headers too.
		["not-anchored"],
		divert((stage) => async ({ method, params }) => {
			const [at, ...rest] = params;
			if (method !== "eth_getBlockByNumber" || typeof at !== "string")
				return undefined;
			if (!at.startsWith("0x") || quantity(at) === 0n) return undefined;
			return callOn(stage.honest, method, [
				`0x${(quantity(at) - 1n).toString(16)}`,
				...rest,
			]);
		}),
		false,
	),
	{
		...lie(
			"an old block as the newest",
			"Answers for a block far back whenever it is asked for the newest.",
			["no-proof-window", "not-anchored"],
			fromOlder(Object.keys(blockPlace), 12, (at) => at === "latest"),
			false,
		),
		// Where it proves any block it proves the verified one as well; and an old block is a true one.
		mayMiss: true,
	},
	{
		...lie(
			"an invented block as the newest",
			"Makes up a head with a state of its own, whose hash and proofs are consistent.",
			["no-proof-window", "not-anchored"],
			inventedHead,
			false,
		),
		mayMiss: true,
	},
	lie(
		"a dropped receipt",
		"Leaves the last receipt of a block out.",
		["receipts-root"],
		resultsOf(
			["eth_getBlockReceipts"],
			() => (_, list) => (isList(list) ? list.slice(0, -1) : list),
		),
	),
	lie(
		"a receipt that says success",
		"Turns the status of each receipt of a block over.",
		["receipts-root"],
		resultsOf(
			["eth_getBlockReceipts", "eth_getTransactionReceipt"],
			() => (_, result) => {
				const turn = (receipt: Tree): Tree =>
					alterAt(receipt, ["status"], (old) =>
						old === "0x1" ? "0x0" : "0x1",
					);
				return isList(result) ? result.map(turn) : turn(result);
			},
		),
	),
	lie(
		"receipts in another order",
		"Gives the receipts other places in the block.",
		["receipts-root"],
		resultsOf(
			["eth_getBlockReceipts"],
			() => (_, list) =>
				isList(list) && list.length > 1
					? list.map((receipt, i) =>
							alterAt(
								receipt,
								["transactionIndex"],
								() => `0x${(list.length - 1 - i).toString(16)}`,
							),
						)
					: list,
		),
	),
	lie(
		"an altered transaction",
		"Alters the amount of the first transaction of a block.",
		["transactions-root"],
		placeOf(headers, ["transactions", 0, "value"], more(1n)),
	),
	lie(
		"a dropped transaction",
		"Leaves the last transaction of a block out.",
		["transactions-root"],
		resultsOf(
			headers,
			() => (_, result) =>
				alterAt(result, ["transactions"], (list) =>
					isList(list) ? list.slice(0, -1) : list,
				),
		),
	),
];

const chainLies: readonly Lie[] = [
	lie(
		"another chain id",
		"Says that it serves another chain.",
		["other-chain"],
		resultsOf(["eth_chainId"], () => more(1n)),
	),
	lie(
		"another chain under the same chain id",
		"Answers all from another chain.",
		["rpc-error", "no-proof-window", "not-anchored"],
		(stage) => async (ask) => stage.elsewhere?.(ask) ?? null,
		false,
	),
];

const idOf = (old: Tree | undefined): Tree =>
	typeof old === "number" ? old + 1000 : "other";

const messageLies: readonly Lie[] = [
	lie(
		"another id than was asked under",
		"Gives every reply an id that no request has.",
		["bad-field"],
		alterMessages(() => (replies, batch) => {
			const altered = replies.map((reply) => ({
				...reply,
				id: idOf(reply.id),
			}));
			return batch ? altered : (altered[0] ?? null);
		}),
	),
	lie(
		"one id for two replies",
		"Gives two replies of a batch the same id.",
		["bad-field"],
		alterMessages(
			() => (replies, batch) =>
				batch && replies.length > 1
					? replies.map((reply) => ({ ...reply, id: replies[0]?.id ?? 0 }))
					: null,
		),
	),
	lie(
		"a reply that is missing from a batch",
		"Leaves the last reply of a batch out.",
		["bad-field"],
		alterMessages(
			() => (replies, batch) =>
				batch && replies.length > 1 ? replies.slice(0, -1) : null,
		),
	),
	lie(
		"ids that changed places",
		"Exchanges the ids of the first and the last reply of a batch.",
		// The wrong answer then stands under a request: it does not decode, or no check of it holds.
		[
			"bad-field",
			"proof-value",
			"mpt-missing",
			"mpt-node",
			"mpt-unused",
			"header-hash",
			"parent-hash",
		],
		alterMessages(() => (replies, batch) => {
			const first = replies[0];
			const last = replies.at(-1);
			if (!batch || first === undefined || last === undefined || first === last)
				return null;
			return replies.map((reply) =>
				reply === first
					? { ...reply, id: last.id ?? 0 }
					: reply === last
						? { ...reply, id: first.id ?? 0 }
						: reply,
			);
		}),
	),
	lie(
		"neither a result nor an error",
		"Leaves the result out of every reply.",
		["bad-field"],
		alterMessages(() => (replies, batch) => {
			const altered = replies.map(
				({ id }): Tree => ({ jsonrpc: "2.0", id: id ?? null }),
			);
			return batch ? altered : (altered[0] ?? null);
		}),
	),
	lie(
		"an error to everything",
		"Answers each call with an error.",
		["rpc-error"],
		alterMessages(() => (replies, batch) => {
			const altered = replies.map(
				({ id }): Tree => ({
					jsonrpc: "2.0",
					id: id ?? null,
					error: { code: -32000, message: "I am a teapot" },
				}),
			);
			return batch ? altered : (altered[0] ?? null);
		}),
		false,
	),
	lie(
		"numbers where hex should be",
		"Gives balances as JSON numbers.",
		["bad-field"],
		placeOf(proofs, ["balance"], () => 1e21),
	),
	lie(
		"a quantity beyond 256 bits",
		"Gives a balance of 300 bits.",
		["bad-field"],
		placeOf(proofs, ["balance"], () => `0x${"f".repeat(75)}`),
	),
	lie(
		"more proof nodes than a trie is deep",
		"Repeats the first bytes of the root node two hundred times: few bytes, many nodes.",
		["bad-field"],
		placeOf(proofs, ["accountProof"], (old) => {
			const node = readAt(old, [0]);
			const start = typeof node === "string" ? node.slice(0, 66) : "0x";
			return Array.from({ length: 200 }, () => start);
		}),
	),
	lie(
		"proof nodes of megabytes",
		"Repeats the root node until it fills eight million characters.",
		["too-large", "bad-field"],
		placeOf(proofs, ["accountProof"], (old) => {
			const node = readAt(old, [0]);
			const length = typeof node === "string" ? node.length : 2;
			return Array.from(
				{ length: Math.ceil(8_000_000 / length) },
				() => node ?? "0x",
			);
		}),
	),
	{
		...lie(
			"a batch in another order",
			"Sends the replies of a batch in random order, which is legal.",
			[],
			alterMessages(
				({ chance }) =>
					(replies, batch) =>
						batch && replies.length > 1
							? replies
									.map((reply) => ({ reply, at: chance.below(1_000_000) }))
									.sort((a, b) => a.at - b.at)
									.map(({ reply }) => reply)
							: null,
			),
		),
		aside: false,
	},
	{
		...lie(
			"one error for a whole batch",
			"Refuses batches with a single error, which is legal.",
			[],
			alterMessages(
				() => (_, batch) =>
					batch
						? {
								jsonrpc: "2.0",
								id: null,
								error: { code: -32600, message: "batches are not supported" },
							}
						: null,
			),
		),
		aside: false,
	},
];

/** Strange answers that are none the less true: an honest node gives them somewhere. */
const legalOddities: readonly Lie[] = [
	lie(
		"block receipts that it does not serve",
		"Refuses eth_getBlockReceipts, as older nodes do.",
		[],
		alterReplies(
			(method) => method === "eth_getBlockReceipts",
			(reply) => ({
				jsonrpc: "2.0",
				id: reply.id ?? null,
				error: { code: -32601, message: "the method does not exist" },
			}),
		),
		false,
	),
	lie(
		"upper-case hex",
		"Writes all bytes of proofs and headers in upper case.",
		[],
		resultsOf(
			[...proofs, ...headers, "eth_getCode"],
			() => (_, result) => upperCase(result),
		),
		false,
	),
	lie(
		"a proof without its address",
		"Leaves the address out of the proof, and writes zero for what is not there.",
		[],
		resultsOf(
			proofs,
			() => (_, result) =>
				isBranch(result)
					? Object.fromEntries(
							Object.entries(result).filter(([key]) => key !== "address"),
						)
					: result,
		),
		false,
	),
];

/** Lies about what was given to the endpoint, and about what nobody can prove: the wallet may take a hint and no more. */
export const deliveryLies: readonly Lie[] = [
	{
		...lie(
			"an absurd fee",
			"States priority fees of a thousand ether.",
			[],
			resultsOf(
				["eth_feeHistory"],
				() => (_, result) =>
					alterAt(result, ["reward"], (rewards) =>
						isList(rewards)
							? rewards.map(() => [`0x${(1000n * ether).toString(16)}`])
							: rewards,
					),
			),
			false,
		),
		mayMiss: true,
	},
	{
		...lie(
			"a receipt said to be in another block",
			"Names the block before as the one a transaction is in.",
			[],
			resultsOf(
				["eth_getTransactionReceipt"],
				() => (_, result) =>
					alterAt(result, ["blockNumber"], (old) =>
						quantity(old) > 0n ? `0x${(quantity(old) - 1n).toString(16)}` : old,
					),
			),
			false,
		),
		mayMiss: true,
	},
	{
		...lie(
			"a transaction that is denied",
			"Says that it knows no transaction and no receipt.",
			[],
			resultsOf(
				["eth_getTransactionReceipt", "eth_getTransactionByHash"],
				() => () => null,
			),
			false,
		),
		mayMiss: true,
	},
	{
		...lie(
			"a transaction that is swallowed",
			"Says that it took the transaction and keeps it to itself.",
			[],
			() => async (ask) => {
				const calls = treeOf(ask.body);
				const sent = [calls]
					.flat()
					.find(
						(call) =>
							isBranch(call) && call.method === "eth_sendRawTransaction",
					);
				if (!isBranch(sent)) return null;
				const raw = isList(sent.params) ? sent.params[0] : null;
				const result =
					typeof raw === "string" && isHex(raw)
						? keccakHex(fromHex(raw))
						: "0x";
				return jsonAnswer({ jsonrpc: "2.0", id: sent.id ?? null, result });
			},
			false,
		),
		mayMiss: true,
	},
];

export const executionLies: readonly Lie[] = [
	...stateLies,
	...blockLies,
	...chainLies,
	...messageLies,
	...legalOddities,
];
