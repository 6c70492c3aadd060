// Simulations on nodes that lie: any value of any answer altered is found, and nothing is concluded from it; with an honest node
// beside, the result is the honest one, and the liar is set aside.

import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import type { Json } from "../../src/base/immutable.ts";
import type { Node } from "../state/chain.ts";
import { mineChain } from "../state/chain.ts";
import {
	callData,
	friend,
	madeWorld,
	me,
	place,
	stageOf,
	tried,
} from "./simulated.ts";
import { proofsOf } from "./world.ts";

const order = {
	to: place("Coin"),
	data: callData("transfer(address,uint256)", friend, 40n),
};

/** All places in the tree that are a hex text. */
const hexesIn = (
	tree: Json,
	path: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] => {
	if (typeof tree === "string")
		return tree.startsWith("0x") && tree.length > 2 ? [path] : [];
	if (typeof tree !== "object" || tree === null) return [];
	return Object.entries(tree).flatMap(([name, part]) =>
		hexesIn(part, [...path, Array.isArray(tree) ? Number(name) : name]),
	);
};

/** One digit of that text turned into another: the last, the first, or one in between. */
const alter = (
	tree: Json,
	path: readonly (string | number)[],
	at: number,
): Json => {
	if (path.length === 0 && typeof tree === "string") {
		const digits = tree.slice(2);
		const i = Math.min(digits.length - 1, Math.floor(at * digits.length));
		const digit = Number.parseInt(digits.charAt(i), 16) ^ (i === 0 ? 3 : 1);
		return `0x${digits.slice(0, i)}${digit.toString(16)}${digits.slice(i + 1)}`;
	}
	const [first, ...rest] = path;
	if (Array.isArray(tree))
		return tree.map((part, i) => (i === first ? alter(part, rest, at) : part));
	if (typeof tree !== "object" || tree === null) return tree;
	return Object.fromEntries(
		Object.entries(tree).map(([name, part]) => [
			name,
			name === first ? alter(part, rest, at) : part,
		]),
	);
};

const blocks = mineChain(4, madeWorld());
const head = blocks.at(-1);
if (head === undefined) throw new Error("no head");
const honest = (): Node => ({ blocks, window: 1_000, asked: [] });
const stageWith = (...nodes: readonly Node[]) => {
	const [node] = nodes;
	if (node === undefined) throw new Error("no node");
	return { node, proofs: proofsOf({ nodes, signed: () => head }) };
};

/** Answers that an honest run gets, of the methods that say what the state is. */
const answers = async (): Promise<
	readonly {
		readonly method: string;
		readonly name: string;
		readonly result: Json;
	}[]
> => {
	const found = new Map<
		string,
		{ method: string; name: string; result: Json }
	>();
	const lie: Node["lie"] = (method, result, params) => {
		const name = `${method} ${JSON.stringify(params)}`;
		if (/getProof|getCode|getBlockBy/.test(method))
			found.set(name, { method, name, result });
		return result;
	};
	await tried(order, stageWith({ ...honest(), lie }));
	return [...found.values()];
};

describe("an altered answer", () => {
	test("of any value in any place is found, and nothing follows from it", async () => {
		const truth = JSON.stringify(
			await tried(order, stageWith(honest())),
			bigints,
		);
		let altered = 0;
		let refused = 0;
		for (const { method, name, result } of await answers()) {
			const places = hexesIn(result);
			expect(places.length).toBeGreaterThan(0);
			for (const [i, path] of places.entries()) {
				// codes and proofs are long: one digit of each, at another place each time
				const lie: Node["lie"] = (asked, given, params) =>
					asked === method && `${asked} ${JSON.stringify(params)}` === name
						? alter(given, path, (i * 0.37) % 1)
						: given;
				altered++;
				const got = await tried(order, stageWith({ ...honest(), lie })).then(
					(value) => JSON.stringify(value, bigints),
					() => null,
				);
				if (got === null) refused++;
				// What is not read may be anything; what is concluded is the truth or nothing.
				else expect(got).toBe(truth);
			}
		}
		expect(altered).toBeGreaterThan(60);
		expect(refused).toBeGreaterThan(altered / 2);
	}, 120_000);

	test("costs the liar its place, and the other node's proofs are taken", async () => {
		const lie: Node["lie"] = (method, result) =>
			method === "eth_getProof" ? alter(result, ["balance"], 0) : result;
		const stage = stageWith({ ...honest(), lie }, honest());
		const { early } = await tried(order, stage);
		expect(early.measured).toMatchObject([{ after: "960" }]);
		expect(stage.proofs.aside()).toHaveLength(1);
	});
});

const bigints = (_: string, value: unknown): unknown =>
	typeof value === "bigint" ? `${value}n` : value;

describe("a hint", () => {
	test.each<readonly [string, readonly { address: Hex; slots: Hex[] }[]]>([
		["of nothing", []],
		["of nobody", [{ address: `0x${"99".repeat(20)}`, slots: [] }]],
		[
			"of a slot that is not read",
			[{ address: place("Coin"), slots: [`0x${"99".repeat(32)}`] }],
		],
		[
			"too long",
			Array.from({ length: 900 }, (_, i): { address: Hex; slots: Hex[] } => ({
				address: `0x${i.toString(16).padStart(40, "0")}`,
				slots: [],
			})),
		],
	])("%s changes nothing in what follows", async (_, hint) => {
		const { early } = await tried(
			order,
			stageOf(madeWorld(), { hint: async () => hint }),
		);
		const without = await tried(
			order,
			stageOf(madeWorld(), { hint: async () => [] }),
		);
		expect(early).toEqual(without.early);
	});
});

describe("what is missing", () => {
	test("refuses where the node proves nothing any more", async () => {
		const node = { ...honest(), window: 0 };
		const old = blocks.at(-3);
		if (old === undefined) throw new Error("no block");
		await expect(
			tried(order, {
				node,
				proofs: proofsOf({ nodes: [node], signed: () => old }),
			}),
		).rejects.toMatchObject({ kind: "unproven" });
	}, 30_000);

	test("refuses where the chain computes what this machine does not", async () => {
		const stage = stageOf(madeWorld(), {
			rules: () => ({
				chainId: 1,
				fork: "prague",
				blobFeeFraction: null,
				strange: [place("Coin")],
			}),
		});
		await expect(tried(order, stage)).rejects.toMatchObject({
			code: "vm-unsupported",
		});
	});
});

test("an order of somebody who has nothing is refused, not run", async () => {
	await expect(
		tried({ ...order, from: `0x${"12".repeat(20)}`, nonce: 0n }),
	).rejects.toMatchObject({ code: "call-failed" });
	await expect(
		tried({ to: friend, from: place("Coin"), nonce: 1n }),
	).rejects.toMatchObject({
		code: "call-failed",
	});
	expect(me).not.toBe(friend);
});
