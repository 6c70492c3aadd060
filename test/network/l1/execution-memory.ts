// What the execution client would read or make again and again, it keeps while it runs: its database lies in memory, blocks
// are decoded once, and what follows from a block or from the chain's parameters alone is worked out once. What comes out
// is the same. It must not know the consensus side.

import { Block } from "@ethereumjs/block";
import {
	BranchMPTNode,
	decodeRawMPTNode,
	ExtensionMPTNode,
	LeafMPTNode,
	MerklePatriciaTrie,
} from "@ethereumjs/mpt";
import { ValueEncoding } from "@ethereumjs/util";
import { toHex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { forkKey } from "./execution-parameters.ts";
import { classOf, field, invoke, objectAt, patch } from "./patch.ts";

/** The oldest goes when there are too many. */
const remember = <K, V>(known: Map<K, V>, most: number, key: K, value: V) => {
	known.set(key, value);
	for (const oldest of known.keys()) {
		if (known.size <= most) return;
		known.delete(oldest);
	}
};

/** The client keeps bytes under bytes or under text; text stands for its own bytes. */
const keyText = (key: unknown): string => {
	if (typeof key === "string") return key;
	if (key instanceof Uint8Array) return Buffer.from(key).toString("latin1");
	throw new TypeError('"key" is neither text nor bytes');
};

const isJson = (options: unknown): boolean =>
	field(options, "valueEncoding") === ValueEncoding.JSON;

const stores = new WeakMap<object, Map<string, unknown>>();
/** By the database behind it: copies of the wrapper share one. */
const storeOf = (wrapper: object): Map<string, unknown> => {
	const behind = objectAt(wrapper, "_leveldb");
	const store = stores.get(behind) ?? new Map<string, unknown>();
	stores.set(behind, store);
	return store;
};

const put = (
	store: Map<string, unknown>,
	key: unknown,
	value: unknown,
	options: unknown,
): void => {
	store.set(keyText(key), isJson(options) ? JSON.stringify(value) : value);
};

/** @param owner the prototype of the client's wrapper of a database: nothing of it is wanted after the network's end. */
export const keepInMemory = (owner: object): void => {
	patch(owner, "get", async (_original, self, [key, options]) => {
		const value = storeOf(self).get(keyText(key));
		return typeof value === "string" && isJson(options)
			? d.parseJson(value)
			: value;
	});
	patch(owner, "put", async (_original, self, [key, value, options]) =>
		put(storeOf(self), key, value, options),
	);
	patch(owner, "del", async (_original, self, [key]) => {
		storeOf(self).delete(keyText(key));
	});
	patch(owner, "batch", async (_original, self, [operations]) => {
		if (!Array.isArray(operations)) throw new TypeError('"operations": a list');
		const store = storeOf(self);
		for (const one of operations)
			if (field(one, "type") === "del")
				store.delete(keyText(field(one, "key")));
			else
				put(store, field(one, "key"), field(one, "value"), field(one, "opts"));
	});
};

/** What the client knows of receipts, transactions and the chain's skeleton, each kind by a hash. */
const keepFactsInMemory = (owner: object): void => {
	const facts = new Map<string, unknown>();
	const factKey = (self: object, args: readonly unknown[]): string =>
		keyText(invoke(self, "dbKey", args[0], args[1]));
	patch(owner, "put", async (_original, self, args) => {
		facts.set(factKey(self, args), args[2]);
	});
	patch(
		owner,
		"get",
		async (_original, self, args) => facts.get(factKey(self, args)) ?? null,
	);
	patch(owner, "delete", async (_original, self, args) => {
		facts.delete(factKey(self, args));
	});
};

const mostBlocks = 512;

const bytesHex = (bytes: unknown): string | undefined =>
	bytes instanceof Uint8Array ? toHex(bytes) : undefined;

/** A block is what its hash says. Whether the chain still has it is asked each time, since reorganizations remove some. */
const decodeBlocksOnce = (owner: object): void => {
	const numbered = (id: unknown): boolean =>
		typeof id === "bigint" || typeof id === "number";
	for (const name of ["getBlock", "getHeader"]) {
		const known = new Map<string, unknown>();
		patch(owner, name, async (original, self, [id, ...others]) => {
			const hash = numbered(id)
				? await invoke(self, "numberToHash", BigInt(Number(id)))
				: id;
			const key = bytesHex(hash);
			if (key === undefined) return original(self, [id, ...others]);
			// throws for one that is gone, as it would without this
			await invoke(self, "hashToNumber", hash);
			const found = known.get(key) ?? (await original(self, [hash, ...others]));
			if (found !== undefined) remember(known, mostBlocks, key, found);
			return found;
		});
	}
};

const mostNodes = 20_000;

/** A node of a trie is what its hash says. Who looks one up gets a copy of their own, since nodes are changed in place. */
const decodeNodesOnce = (): void => {
	const known = new Map<string, Parameters<typeof decodeRawMPTNode>[0]>();
	patch(
		MerklePatriciaTrie.prototype,
		"lookupNode",
		async (original, self, [hash]) => {
			if (!(hash instanceof Uint8Array)) return original(self, [hash]);
			const key = keyText(hash);
			const raw = known.get(key);
			if (raw !== undefined) return decodeRawMPTNode(raw);
			const node = await original(self, [hash]);
			if (
				node instanceof BranchMPTNode ||
				node instanceof ExtensionMPTNode ||
				node instanceof LeafMPTNode
			)
				remember(known, mostNodes, key, node.raw());
			return node;
		},
	);
};

/** What a block says in other forms. */
const writeBlocksOnce = (): void => {
	for (const name of ["toJSON", "serialize"]) {
		const known = new WeakMap<object, unknown>();
		patch(Block.prototype, name, (original, self, args) => {
			const written = known.get(self) ?? original(self, args);
			known.set(self, written);
			return written;
		});
	}
};

/**
 * Each call begins a new machine, which lists the instructions of its fork anew. The list follows from the fork, further
 * EIPs and the prices among the chain's parameters.
 */
const listInstructionsOnce = (owner: object): void => {
	const names = ["_opcodes", "_dynamicGasHandlers", "_handlers", "_opcodeMap"];
	const known = new Map<string, readonly unknown[]>();
	patch(owner, "getActiveOpcodes", (original, self) => {
		if (field(self, "_customOpcodes") !== undefined) return original(self, []);
		const chain = objectAt(self, "common");
		const key = forkKey(chain);
		const listed = known.get(key);
		if (listed === undefined) {
			const opcodes = original(self, []);
			known.set(
				key,
				names.map((name) => field(self, name)),
			);
			return opcodes;
		}
		names.forEach((name, i) => {
			Reflect.set(self, name, listed[i]);
		});
		return listed[0];
	});
};

/** Where a code may jump to follows from the code and the list of instructions. */
const readCodeOnce = (owner: object): void => {
	type Read = { readonly instructions: unknown; readonly jumps: unknown };
	const known = new WeakMap<object, Read>();
	patch(owner, "_getValidJumpDestinations", (original, self, [code]) => {
		if (!(code instanceof Uint8Array)) return original(self, [code]);
		const instructions = field(field(self, "_evm"), "_opcodeMap");
		const read = known.get(code);
		if (read !== undefined && read.instructions === instructions)
			return read.jumps;
		const jumps = original(self, [code]);
		known.set(code, { instructions, jumps });
		return jumps;
	});
};

/** @param parts the prototypes of the client's own classes. */
export const keepWhatIsKnown = (parts: {
	readonly database: object;
	readonly facts: object;
	readonly execution: object;
	readonly interpreter: object;
}): void => {
	keepInMemory(parts.database);
	keepFactsInMemory(parts.facts);
	readCodeOnce(parts.interpreter);
	writeBlocksOnce();
	decodeNodesOnce();
	let isOpen = false;
	patch(parts.execution, "setupMerkleVM", async (original, self, args) => {
		const done = await original(self, args);
		if (isOpen) return done;
		isOpen = true;
		const blockchain = objectAt(objectAt(self, "chain"), "blockchain");
		decodeBlocksOnce(classOf(objectAt(blockchain, "dbManager")));
		const machine = objectAt(objectAt(self, "merkleVM"), "evm");
		listInstructionsOnce(classOf(machine));
		return done;
	});
};
