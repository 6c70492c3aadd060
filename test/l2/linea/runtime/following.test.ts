// A Linea rollup followed over made nodes: root, age and balances, and what becomes of nodes that lie.

import { describe, expect, it } from "vitest";
import { type Hex, utf8 } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import type { Json } from "../../../../src/base/immutable.ts";
import { eventTopic } from "../../../../src/crypto/selector.ts";
import { openLinea } from "../../../../src/l2/linea/runtime/following.ts";
import { checkPolicy } from "../../../../src/l2/rollup.ts";
import { openExecution } from "../../../../src/source/execution.ts";
import { openPool } from "../../../../src/source/pool.ts";
import type { Fetch } from "../../../../src/source/ports.ts";
import { openCapture } from "../../../../src/state/capture.ts";
import { hasParents, headerOfHead } from "../../../../src/state/header.ts";
import { wordHex } from "../../../../src/state/storage-layout.ts";
import {
	fetchOf,
	headOf,
	madeClock,
	mine,
	type Node,
	type World,
} from "../../../state/chain.ts";
import {
	accounts,
	block,
	finalization,
	held,
	lineaAnswer,
	lineaProfile,
	lineaWorld,
	notHeld,
	person,
	state,
	stranger,
	timeS,
	token,
	tokenCode,
} from "../world.ts";

const { rollup: contract } = lineaProfile.contracts;
type Request = { id: number; method: string; params: Json[] };
type Answering = (method: string, params: readonly Json[]) => Json | undefined;

/** A node that answers some methods itself, one request at a time or many. */
const answering =
	(answer: Answering, asked: string[], rest?: Fetch): Fetch =>
	async (request) => {
		const raw: unknown = JSON.parse(request.body ?? "");
		const all = (Array.isArray(raw) ? raw : [raw]) as Request[];
		const own = all.map((one) => {
			asked.push(one.method);
			return answer(one.method, one.params);
		});
		if (rest !== undefined && own.some((one) => one === undefined))
			return rest(request);
		const replies = all.map(({ id, method }, i) => ({
			jsonrpc: "2.0",
			id,
			...(own[i] === undefined
				? { error: { code: -32601, message: `no ${method}` } }
				: { result: own[i] }),
		}));
		const body = Array.isArray(raw) ? replies : replies[0];
		return { status: 200, headers: {}, bytes: utf8(JSON.stringify(body)) };
	};

const event = (time = timeS, forced = 2): Json => ({
	address: contract.address,
	topics: [
		eventTopic("FinalizedStateUpdated(uint256,uint256,uint256,uint256)"),
		wordHex(block),
	],
	data: `0x${[time, 12, forced].map((n) => wordHex(n).slice(2)).join("")}`,
	blockNumber: "0x66",
	transactionHash: wordHex(77),
});

const honest: Answering = (method, params) => {
	if (method === "linea_getProof")
		return lineaAnswer(params[0] as Hex, params[1] as Hex[]);
	if (method === "eth_getCode") return params[0] === token ? tokenCode : "0x";
	return undefined;
};

type Setup = {
	readonly world?: World;
	readonly logs?: readonly Json[];
	/** The rollup's nodes, in the order in which they are asked. */
	readonly nodes?: readonly Answering[];
};

const open = ({
	world = lineaWorld(),
	logs = [event()],
	nodes = [honest],
}: Setup = {}) => {
	const l1: Node = { blocks: [mine(world, null)], window: 100, asked: [] };
	const grow = (next = world): void => {
		l1.blocks.push(mine(next, l1.blocks.at(-1) ?? null));
	};
	grow();
	const clock = madeClock();
	const asked: string[] = [];
	const askedL1: string[] = [];
	const l1Pool = openPool(
		[
			{
				name: "L1",
				client: openExecution(
					{
						fetch: answering(
							(method) => (method === "eth_getLogs" ? [...logs] : undefined),
							askedL1,
							fetchOf({ "http://localhost:1": l1 }),
						),
						clock,
					},
					{ name: "L1", url: "http://localhost:1" },
				),
			},
		],
		() => new Fault("not-followed", "no endpoint"),
	);
	const l2 = openPool(
		nodes.map((answer, i) => ({
			name: `L2 ${i}`,
			client: openExecution(
				{ fetch: answering(answer, asked), clock },
				{ name: `L2 ${i}`, url: `http://localhost:${i + 2}` },
			),
		})),
		() => new Fault("not-followed", "no endpoint"),
	);
	const linea = openLinea({
		profile: lineaProfile,
		l1: openCapture({ pool: l1Pool, clock }),
		l1Pool,
		clock,
	});
	const header = (finality: "optimistic" | "final" = "final") => {
		const top = l1.blocks.at(-1);
		if (top === undefined) throw new Error("top");
		return headerOfHead(headOf(top, finality));
	};
	return { linea, l1, l2, grow, header, asked, askedL1, clock };
};

const codeOf = async (run: () => unknown): Promise<string> => {
	try {
		await run();
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
	return "accepted";
};

const proverOf = async (setup: Setup = {}) => {
	const made = open(setup);
	const { block: basis } = await made.linea.newest(made.header());
	const from = made.linea.prover?.(made.l2);
	if (from === undefined) throw new Error("no prover");
	return { ...made, basis, from };
};

describe("the newest block of a Linea rollup", () => {
	it("has the root that L1 accepted, and the time of its block", async () => {
		const { linea, header } = open();
		const { block: basis, root } = await linea.newest(header());
		expect(root.value).toMatchObject({
			root: state.root,
			l2BlockNumber: block,
			blockTimeS: finalization.timeS,
			validity: "l1-accepted",
		});
		expect(basis.value).toMatchObject({
			blockNumber: null,
			blockHash: null,
			grade: { who: "accepted", finality: "final", asOfS: timeS },
		});
		expect(hasParents(basis)).toBe(false);
	});

	it("is asked for once under one header, and its event once while it stays", async () => {
		const { linea, header, grow, askedL1 } = open();
		await linea.newest(header());
		const before = askedL1.length;
		await linea.newest(header());
		expect(askedL1.length).toBe(before);
		grow();
		await linea.newest(header());
		const logs = askedL1.filter((method) => method === "eth_getLogs");
		expect(logs.length).toBe(1);
	});

	it("is refused while nobody can say when it was made, and not asked about at every look", async () => {
		const { linea, header, askedL1, grow } = open({ logs: [] });
		expect(await codeOf(() => linea.newest(header()))).toBe("not-anchored");
		const before = askedL1.filter((method) => method === "eth_getLogs").length;
		expect(before).toBeGreaterThan(0);
		grow();
		expect(await codeOf(() => linea.newest(header()))).toBe("not-anchored");
		expect(askedL1.filter((method) => method === "eth_getLogs").length).toBe(
			before,
		);
	});

	it.each([
		["a later time", [event(timeS + 3600)]],
		["another forced transaction", [event(timeS, 3)]],
	] as const)("is refused by an event of %s", async (_, logs) => {
		const { linea, header } = open({ logs });
		expect(await codeOf(() => linea.newest(header()))).toBe("l2-preimage");
	});

	it("is refused once the contract has another implementation", async () => {
		const { linea, header } = open({
			world: lineaWorld((_, storage) => {
				storage[lineaProfile.slots.implementation] = 5n;
			}),
		});
		expect(await codeOf(() => linea.newest(header()))).toBe("l2-unknown-code");
	});

	it("is good for an order by its policy while it is hours old, and not after that", async () => {
		const { linea, header } = open();
		const { block: basis } = await linea.newest(header());
		const at = (ageS: number) =>
			codeOf(() =>
				checkPolicy(lineaProfile, basis.value, "order", 1000 * (timeS + ageS)),
			);
		expect(await at(4 * 3600)).toBe("accepted");
		expect(await at(9 * 3600)).not.toBe("accepted");
	});

	it("is proved out of what was captured ahead, where no endpoint proves that far back", async () => {
		const { linea, header, l1, grow } = open();
		const old = header();
		await linea.captureAhead();
		l1.window = 0;
		grow();
		expect(await codeOf(() => linea.newest(old))).toBe("accepted");
	});
});

describe("balances on a Linea rollup", () => {
	it("are proved in its own tree, at the block that L1 names, and asked for once", async () => {
		const places: Json[] = [];
		const { from, basis, asked } = await proverOf({
			nodes: [
				(method, params) => {
					if (method === "linea_getProof") places.push(params[2] ?? null);
					return honest(method, params);
				},
			],
		});
		const wanted = [
			{ address: person, slots: [] },
			{ address: token, slots: [held, notHeld], code: true },
			{ address: stranger, slots: [held] },
		];
		const [own, coin, nobody] = await from.prove(basis, wanted);
		expect(own?.account.value).toMatchObject({
			nonce: 7,
			balanceWei: 10n ** 18n,
			at: { chainId: 59_144, grade: { who: "accepted" } },
		});
		expect(own?.account.rule).toBe("linea-tree-account");
		expect(coin?.slots.map(({ value }) => value.word)).toEqual([250n, 0n]);
		expect(coin?.code?.value.bytes).toBe(tokenCode);
		expect(nobody?.account.value.exists).toBe(false);
		expect(nobody?.slots[0]?.value.word).toBe(0n);
		expect(new Set(places)).toEqual(new Set(["0x1f4"]));
		const before = asked.length;
		await from.prove(basis, wanted);
		expect(asked.length).toBe(before);
	});

	it("come from the next node where one lies or has not the method, and the liar is set aside", async () => {
		const others: Answering = (method) =>
			method === "linea_getProof" ? lineaAnswer(token, []) : undefined;
		const renamed: Answering = (method, params) => {
			if (method !== "linea_getProof") return undefined;
			const { accountProof, ...rest } = lineaAnswer(token, []) as {
				accountProof: { [field: string]: Json };
			};
			return {
				...rest,
				accountProof: { ...accountProof, key: params[0] ?? null },
			};
		};
		const hiding: Answering = (method, params) =>
			method === "linea_getProof"
				? { accountProof: state.around(params[0] as Hex), storageProofs: [] }
				: undefined;
		const none: Answering = () => undefined;
		for (const bad of [others, renamed, hiding]) {
			const { from, basis, l2 } = await proverOf({ nodes: [bad, honest] });
			const [own] = await from.prove(basis, [{ address: person, slots: [] }]);
			expect(own?.account.value.balanceWei).toBe(accounts[person]?.balance);
			expect(l2.standings()[0]?.aside).not.toBeNull();
		}
		const { from, basis } = await proverOf({ nodes: [none, honest] });
		const [own] = await from.prove(basis, [{ address: person, slots: [] }]);
		expect(own?.account.value.nonce).toBe(7);
	});

	it.each([
		["slots of another account", [token, [notHeld, held]]],
		["fewer slots", [token, [held]]],
	] as const)("are refused with %s", async (_, [address, slots]) => {
		const { from, basis } = await proverOf({
			nodes: [
				(method) =>
					method === "linea_getProof"
						? lineaAnswer(address, [...slots])
						: undefined,
			],
		});
		expect(
			await codeOf(() =>
				from.prove(basis, [{ address: token, slots: [held, notHeld] }]),
			),
		).not.toBe("accepted");
	});

	it("are not read under a state of another kind", async () => {
		const { from, header } = await proverOf();
		expect(
			await codeOf(() =>
				from.prove(header(), [{ address: person, slots: [] }]),
			),
		).toBe("evidence-step");
	});

	it("have no code that is another's", async () => {
		const { from, basis } = await proverOf({
			nodes: [
				(method, params) =>
					method === "eth_getCode" ? "0x6001" : honest(method, params),
			],
		});
		expect(
			await codeOf(() =>
				from.prove(basis, [{ address: token, slots: [], code: true }]),
			),
		).toBe("code-hash");
	});
});
