// A payment on a chain of the OP Stack, from its proofs under a root of hours ago to its receipt under a later one, over made chains
// with real tries; and what becomes of it where a node lies, hides or invents, or where a second device has the same key.

import { beforeAll, describe, expect, test } from "vitest";
import { fromHex, type Hex, toHex, toQuantity } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import type { Json } from "../../src/base/immutable.ts";
import { decodeRlp, rlpBig, rlpList } from "../../src/base/rlp.ts";
import { keccak256, keccakHex } from "../../src/crypto/hash.ts";
import { addressOf } from "../../src/crypto/secp256k1.ts";
import {
	type CallTools,
	openCalls,
	openCallTurns,
	provedStateOf,
} from "../../src/engine/calls.ts";
import { earlierBlock, mostHops } from "../../src/engine/earlier-block.ts";
import { rollupRules } from "../../src/engine/evm-rules.ts";
import type { Reader } from "../../src/engine/reader.ts";
import {
	type RollupOrderParts,
	rollupOrderContext,
} from "../../src/engine/rollup-orders.ts";
import {
	layerSimulation,
	openSimulate,
} from "../../src/engine/simulate-order.ts";
import { safeApproval } from "../../src/evidence/safe-tx.ts";
import { decodeSigned } from "../../src/evidence/transaction.ts";
import { decodeRollupProfile } from "../../src/l2/checks.ts";
import { mainnet as lineaMainnet } from "../../src/l2/linea/profiles/mainnet.ts";
import { openOpGames } from "../../src/l2/op/runtime/following.ts";
import { registryGames } from "../../src/l2/op/runtime/registry-games.ts";
import type { PostedSearch, SearchState } from "../../src/l2/posted.ts";
import { nobleKernel } from "../../src/proof/noble.ts";
import { signRollup } from "../../src/signer/sign.ts";
import { type Execution, openExecution } from "../../src/source/execution.ts";
import { openPool } from "../../src/source/pool.ts";
import { encodeTransaction } from "../../src/source/transaction.ts";
import { proveTransactions } from "../../src/state/block.ts";
import { openCapture } from "../../src/state/capture.ts";
import { hasParents, headerOfHead } from "../../src/state/header.ts";
import {
	historyAddress,
	historyHeader,
	historySlot,
} from "../../src/state/history.ts";
import { replayState } from "../../src/state/replay.ts";
import { mappingSlot, wordHex } from "../../src/state/storage-layout.ts";
import type { MinedTransaction } from "../../src/state/values.ts";
import type { AnyVerified, Verified } from "../../src/trust/verified.ts";
import {
	decodeEntry,
	type Entry,
	entryOf,
	entryText,
	outstandingOf,
	withPosted,
	withSignature,
} from "../../src/wallet/ledger.ts";
import type {
	OrderHand,
	OrderRequest,
} from "../../src/wallet/order-context.ts";
import { viewOf } from "../../src/wallet/order-view.ts";
import {
	ComposedRollupOrder,
	composeRollup,
} from "../../src/wallet/rollup-order.ts";
import { assemble, returnTop } from "../evm/assemble.ts";
import { callData, codeOf } from "../evm/simulated.ts";
import {
	faultMake,
	registryProfile,
	registryWorld,
} from "../l2/registry-world.ts";
import { passer, rootOf } from "../l2/rollup-world.ts";
import { factsOn, nowMs } from "../receipt/send-world.ts";
import { refusedWith } from "../refused.ts";
import {
	fetchOf,
	headOf,
	type MadeBlock,
	madeClock,
	mine,
	type Node,
	type World,
} from "../state/chain.ts";

const privateKey = keccak256(Uint8Array.of(42));
const me = addressOf(privateKey);
const friend: Hex = `0x${"f0".repeat(20)}`;
const ether = 10n ** 18n;
const l1Block: Hex = "0x4200000000000000000000000000000000000015";
const oracle: Hex = "0x420000000000000000000000000000000000000f";

const coin: Hex = `0x${"70".repeat(20)}`;
const heavy: Hex = `0x${"71".repeat(20)}`;
const collection: Hex = `0x${"72".repeat(20)}`;
const liar: Hex = `0x${"73".repeat(20)}`;
/** Writes ten slots whatever it is asked for, which takes more than 220,000 gas. */
const heavyCode = assemble(
	...Array.from({ length: 10 }, (_, i) => [1, i + 1, "SSTORE"]).flat(),
	1,
	...returnTop,
);
const transferOf = (amount: bigint): Hex =>
	callData("transfer(address,uint256)", friend, amount);
/** Ethereum's machine, as the layer says that it has it. */
const machine = { forks: [{ name: "prague", fromS: 0 }], strange: [] } as const;

/** Where the first root is, where the transaction gets, and where the next root is. */
const [firstRoot, minedAt, nextRoot] = [110, 120, 140];

const fieldsOf = (raw: Hex): { [name: string]: Json } => {
	const items = rlpList(decodeRlp(fromHex(raw).subarray(1)), "transaction");
	const quantity = (i: number) => toQuantity(rlpBig(items[i], "item"));
	const { transaction, hash } = decodeSigned(raw);
	return {
		type: "0x2",
		chainId: quantity(0),
		nonce: quantity(1),
		maxPriorityFeePerGas: quantity(2),
		maxFeePerGas: quantity(3),
		gas: quantity(4),
		to: transaction.to,
		value: quantity(6),
		input: transaction.data,
		accessList: [],
		yParity: quantity(9),
		r: quantity(10),
		s: quantity(11),
		hash,
	};
};

/** The layer's blocks; each keeps its parent's hash as EIP-2935 has it. `raw` is in block 120, and uses a nonce there. */
const layer = (
	raw: Hex | null,
	keeps: (number: number) => number | null = (number) => number,
	window = 8_191,
): MadeBlock[] => {
	const world: World = {
		[passer]: { code: "0x60", storage: { [wordHex(1n)]: 1n } },
		[me]: { nonce: 3, balance: ether },
		[friend]: { balance: 1n },
		[l1Block]: {
			code: "0x6001",
			storage: {
				[wordHex(1n)]: 2_000_000_000n,
				[wordHex(3n)]: (5_227n << 96n) | (1_014_213n << 64n) | 7n,
				[wordHex(7n)]: 20_000_000n,
				[wordHex(8n)]: 1n,
			},
		},
		[oracle]: { code: "0x6002", storage: { [wordHex(0n)]: 0x01010101n } },
		[coin]: {
			nonce: 1,
			code: codeOf("Coin"),
			storage: { [mappingSlot(wordHex(me), 0)]: 1_000n },
		},
		[heavy]: { nonce: 1, code: heavyCode },
		[collection]: { nonce: 1, code: codeOf("Collection") },
		[liar]: {
			nonce: 1,
			code: codeOf("Liar"),
			storage: { [mappingSlot(wordHex(me), 0)]: 1_000n },
		},
		[historyAddress]: { nonce: 1, code: "0x6003", storage: {} },
	};
	const blocks: MadeBlock[] = [];
	for (let number = 100; number <= nextRoot; number++) {
		const parent = blocks.at(-1) ?? null;
		const history = world[historyAddress];
		const kept = parent === null ? null : keeps(parent.number);
		if (parent !== null && history !== undefined && kept !== null)
			history.storage = {
				...history.storage,
				[historySlot(kept, window)]: BigInt(parent.hash),
			};
		const isIn = number === minedAt && raw !== null;
		if (isIn) world[me] = { nonce: 4, balance: ether / 2n };
		blocks.push(
			mine(world, parent, {
				transactions: 2,
				...(isIn ? { more: [fieldsOf(raw)] } : {}),
			}),
		);
	}
	return blocks;
};

const at = (blocks: readonly MadeBlock[], number: number): MadeBlock => {
	const found = blocks.find((one) => one.number === number);
	if (found === undefined) throw new Error(`no block ${number}`);
	return found;
};

/** The wallet's side of it: a root at that block, and those nodes of the layer. */
const open = async (
	blocks: readonly MadeBlock[],
	root: number,
	nodes: readonly Partial<Node>[] = [{}],
	profile: typeof registryProfile = registryProfile,
	more: Partial<RollupOrderParts> = {},
) => {
	const accounts = registryWorld({
		played: faultMake,
		start: { root: rootOf(at(blocks, root)), of: root },
	});
	const l1Blocks: MadeBlock[] = [];
	for (let i = 0; i < 3; i++)
		l1Blocks.push(mine(accounts, l1Blocks.at(-1) ?? null));
	const l2Nodes = nodes.map((node) => ({
		...{ blocks: [...blocks], window: 1_000, asked: [] as string[] },
		...node,
	}));
	const fetch = fetchOf({
		"http://localhost:1": { blocks: l1Blocks, window: 100, asked: [] },
		...Object.fromEntries(
			l2Nodes.map((node, i) => [`http://localhost:${i + 2}`, node]),
		),
	});
	const clock = madeClock((1_700_000_000 + 12 * root + 600) * 1000);
	const nobody = () => new Fault("not-followed", "no endpoint");
	const pool = (names: readonly (readonly [string, number])[]) =>
		openPool(
			names.map(([name, port]) => ({
				name,
				client: openExecution(
					{ fetch, clock },
					{ name, url: `http://localhost:${port}` },
				),
			})),
			nobody,
		);
	const l2 = pool(l2Nodes.map((_, i) => [`L2 ${i}`, i + 2]));
	const rollup = openOpGames({
		profile: "vm" in profile ? profile : registryProfile,
		l1: openCapture({ pool: pool([["L1", 1]]), clock }),
		l2,
		relays: openPool([], nobody),
		clock,
		games: registryGames,
	});
	const top = l1Blocks.at(-1);
	if (top === undefined) throw new Error("top");
	const { block } = await rollup.newest(headerOfHead(headOf(top, "final")));
	const capture = openCapture({ pool: l2, clock });
	const reader: Reader = {
		chainId: 901,
		basis: async () => block,
		read: async (wanted) => ({
			basis: block,
			reads: await capture.prove(block, wanted),
		}),
		block: null,
		receipt: null,
	};
	const tools: CallTools = {
		...{ reader, pool: l2, clock, kernel: nobleKernel },
		rules: (timestampS) => rollupRules(profile, timestampS),
	};
	const context = rollupOrderContext({
		profile,
		reader,
		patient: reader,
		pool: l2,
		prove: capture.prove,
		simulate: openSimulate({
			...layerSimulation(profile),
			calls: openCalls(
				tools,
				{ lane: "order", origin: "wallet" },
				openCallTurns(),
			),
			state: provedStateOf(tools, "latest"),
			listed: () => [],
		}),
		...more,
	});
	if (context === null) throw new Error("nothing is signed there");
	return { context, clock, l2Nodes, l2, block, capture, prove: capture.prove };
};

const asked: OrderRequest = {
	...{ id: "one", origin: null, from: me, to: friend, valueWei: ether / 10n },
};

const compose = async (
	{ context, clock }: Awaited<ReturnType<typeof open>>,
	more: Partial<OrderRequest> = {},
	outstanding: readonly Hex[] = [],
) => {
	const { order, rests } = await context.compose(
		{ ...asked, ...more },
		() => outstanding,
		clock.nowMs,
	);
	if (!ComposedRollupOrder.is(order)) throw new Error("another kind of order");
	return { order, rests };
};

const account = { address: me, privateKey };

/** One look of the engine's at an order; what it says by then. */
const follow = async (
	{ context }: Pick<Awaited<ReturnType<typeof open>>, "context">,
	begun: Entry,
): Promise<{ entry: Entry; kept: string | null }> => {
	let entry = begun;
	let kept: string | null = "as before";
	const hand: OrderHand = {
		change: async (_, step) => {
			entry = step(entry);
			return entry;
		},
		known: () => entry,
		remember: () => {},
		isSuperseded: () => false,
		keepInclusion: async (_, evidence) => {
			kept = evidence;
		},
	};
	await context.follow(entry, hand);
	return { entry, kept };
};

describe("a payment on an OP chain", () => {
	let before: MadeBlock[];
	let after: MadeBlock[];
	let elsewhere: MadeBlock[];
	let entry: Entry;
	let raw: Hex;

	beforeAll(async () => {
		before = layer(null);
		const opened = await open(before, firstRoot);
		const { order } = await compose(opened);
		const signed = signRollup(
			order.transfer,
			order.facts,
			account,
			opened.clock.nowMs(),
		);
		raw = signed.raw;
		entry = withSignature(entryOf(order), raw);
		after = layer(raw);
		// a second device with the same key used the same nonce for something else
		const { order: other } = await compose(opened, { to: passer });
		elsewhere = layer(
			signRollup(other.transfer, other.facts, account, opened.clock.nowMs())
				.raw,
		);
	});

	test("is made from the root, signed, sent, and found by its receipt under a later root", async () => {
		expect(entry.order).toMatchObject({
			format: "sextant-l2-order-1",
			nonce: 3,
			chainId: 901,
		});
		expect(entry.heldBackWei).not.toBe("0");
		const sent = await follow(await open(before, firstRoot), entry);
		expect(sent.entry).toMatchObject({ state: "sent", inclusion: null });
		const found = await follow(await open(after, nextRoot), sent.entry);
		expect(found.entry).toMatchObject({
			state: "final",
			inclusion: { blockNumber: minedAt, succeeded: true, finality: "final" },
		});
		expect(found.kept).toContain("el-history");
	});

	describe("while no root covers it", () => {
		const [block] = (() => {
			const made: MadeBlock[] = [];
			for (let i = 0; i < 2; i++)
				made.push(mine({}, made.at(-1) ?? null, { transactions: 2 }));
			return made.slice(-1);
		})();
		if (block === undefined) throw new Error("no block");
		/** A transaction of L1 by which it was written there. */
		const by = (
			finality: "final" | "optimistic",
		): Verified<MinedTransaction> => {
			const raws = block.transactions.map((one) => encodeTransaction(one));
			const header = headerOfHead(headOf(block, finality), block.rlp);
			const hash = keccakHex(fromHex(raws[1] ?? "0x"));
			const [found] = proveTransactions(header, raws, [hash]);
			if (found === undefined || found === null) throw new Error("none");
			return found;
		};
		const sought = { next: 90, writer: friend };
		/** What it says after so many looks; a step gives what is next in the list, or fails. */
		const looks = async (
			steps: readonly (Awaited<ReturnType<PostedSearch>> | Fault)[],
			{ count = steps.length, isLookedAt = true, from = entry } = {},
		) => {
			const asked: (SearchState | null)[] = [];
			const search: PostedSearch = async (given, was) => {
				expect(given).toBe(raw);
				asked.push(was);
				const next = steps[asked.length - 1];
				if (next === undefined || next instanceof Fault)
					throw next ?? new Error("asked once more");
				return next;
			};
			let now = from;
			for (let i = 0; i < count; i++) {
				const opened = await open(before, firstRoot, [{}], registryProfile, {
					posted: async () => search,
					isLookedAt: () => isLookedAt,
				});
				const { entry: next } = await follow(opened, now);
				// as it is read back from the disk
				now = decodeEntry(entryText(next));
			}
			return { entry: now, asked };
		};

		test("it is looked for in what the chain wrote to Ethereum, from where the last look got to, and no more once it is there", async () => {
			const later = { ...sought, next: 99 };
			const { entry: posted, asked } = await looks(
				[
					{ sought, found: null },
					new Fault("unreachable", "nobody"),
					{ sought: later, found: null },
					{ sought: later, found: by("final") },
				],
				{ count: 6 },
			);
			expect(asked).toEqual([null, sought, sought, later]);
			const { hash } = by("final").value;
			expect(posted).toMatchObject({
				state: "sent",
				posted: { blockNumber: 101, blockHash: block.hash, hash },
				inclusion: null,
			});
			expect(posted.sought).toBeUndefined();
			expect(viewOf(posted).onRollup).toMatchObject({
				posted: { blockNumber: 101, hash },
			});
			// it is under no root by that: the next one ends it as ever
			const found = await follow(await open(after, nextRoot), posted);
			expect(found.entry).toMatchObject({ state: "final" });
			// and a signature that may take effect it stays, for the orders after it
			expect(outstandingOf([posted], me, registryProfile.chainId)).toEqual([
				raw,
			]);
		});

		test("only where it begins is kept while nobody looks", async () => {
			const { entry: kept, asked } = await looks(
				[
					{ sought, found: null },
					{ sought, found: by("final") },
				],
				{ isLookedAt: false },
			);
			expect(asked).toEqual([null]);
			expect(kept).toMatchObject({ state: "sent", sought });
		});

		test("it is not looked for any more where the form is not read", async () => {
			const unread = { ...sought, unread: "batch-unread" as const };
			const { entry: kept, asked } = await looks(
				[{ sought: unread, found: null }],
				{ count: 3 },
			);
			expect(asked).toEqual([null]);
			expect(viewOf(kept).onRollup).toMatchObject({ unread: "batch-unread" });
		});

		test("a transaction that is not final, or of the layer itself, posts nothing", () => {
			const sent: Entry = { ...entry, state: "sent" };
			expect(refusedWith(() => withPosted(sent, by("optimistic")))).toBe(
				"proof-value",
			);
			const own = { ...sent, order: { ...sent.order, chainId: 1 } } as Entry;
			expect(refusedWith(() => withPosted(own, by("final")))).toBe(
				"proof-value",
			);
			expect(() =>
				withPosted(sent, { ...by("final") } as Verified<MinedTransaction>),
			).toThrow(TypeError);
			const unsigned: Entry = { ...sent, signed: null };
			expect(refusedWith(() => withPosted(unsigned, by("final")))).toBe(
				"order-unknown",
			);
		});
	});

	test("is not ended by a root that no order may rest on", async () => {
		const { policy } = registryProfile;
		const strict = {
			...registryProfile,
			policy: { ...policy, who: "accepted" },
		};
		for (const blocks of [after, elsewhere]) {
			const opened = await open(blocks, nextRoot, [{}], strict as never);
			const { entry: kept } = await follow(opened, { ...entry, state: "sent" });
			expect(kept).toMatchObject({ state: "sent", inclusion: null });
		}
	});

	test("that a node says is made stays its word until a root shows it", async () => {
		const { entry: claimed } = await follow(await open(after, firstRoot), {
			...entry,
			state: "sent",
		});
		expect(claimed).toMatchObject({
			state: "sent",
			claimed: "made",
			inclusion: null,
		});
	});

	test("that one node says is made is still sent to the others", async () => {
		const lie: Node["lie"] = (method, result) =>
			method === "eth_getTransactionReceipt"
				? {
						blockNumber: toQuantity(minedAt),
						blockHash: at(before, minedAt).hash,
						transactionIndex: "0x0",
					}
				: result;
		const opened = await open(before, firstRoot, [{ lie }, {}]);
		const { entry: sent } = await follow(opened, { ...entry, state: "sent" });
		expect(sent).toMatchObject({ state: "sent", claimed: "made" });
		expect(opened.l2Nodes[1]?.asked).toContain("eth_sendRawTransaction");
	});

	test("that a node hides is not called done: its nonce is used, and an honest node ends that", async () => {
		const lie: Node["lie"] = (method, result) => {
			if (method === "eth_getTransactionReceipt") throw new Error("none");
			return result;
		};
		const hidden = await follow(await open(after, nextRoot, [{ lie }]), entry);
		expect(hidden.entry).toMatchObject({
			state: "over",
			fault: { code: "receipt-missing" },
		});
		const found = await follow(
			await open(after, nextRoot, [{ lie }, {}]),
			hidden.entry,
		);
		expect(found.entry.state).toBe("final");
	});

	test.each<[string, (number: number) => number | null]>([
		["no hashes", () => null],
		["other hashes there", (number) => number + 3],
	])(
		"on a chain whose state keeps %s makes no liar of a node that says where it is",
		async (_, keeps) => {
			const opened = await open(layer(raw, keeps), nextRoot, [{}, {}]);
			const { entry: told } = await follow(opened, { ...entry, state: "sent" });
			expect(told).toMatchObject({ state: "over", inclusion: null });
			expect(opened.l2.standings().map(({ aside }) => aside)).toEqual([
				null,
				null,
			]);
		},
	);

	test("is found although a node names another block first, of a form that nobody here reads", async () => {
		const foreign = at(after, minedAt - 3);
		const isAsked = (params: readonly Json[]) =>
			params[0] === foreign.hash && params[1] === true;
		/** The chain has forked there: every node gives it so. */
		const forked: Node["lie"] = (method, result, params) =>
			method === "eth_getBlockByHash" && isAsked(params)
				? { ...Object(result), transactions: [{ type: "0x7b" }] }
				: result;
		const names: Node["lie"] = (method, result, params) =>
			method === "eth_getTransactionReceipt"
				? {
						blockNumber: toQuantity(foreign.number),
						blockHash: foreign.hash,
						transactionIndex: "0x0",
					}
				: forked(method, result, params);
		const opened = await open(after, nextRoot, [
			{ lie: names },
			{ lie: forked },
		]);
		const { entry: found } = await follow(opened, { ...entry, state: "sent" });
		expect(found.state).toBe("final");
		expect(opened.l2.standings().map(({ aside }) => aside)).toEqual([
			null,
			null,
		]);
	});

	test("in whose place a second device's was carried out is never called done", async () => {
		const lost = await follow(await open(elsewhere, nextRoot), entry);
		expect(lost.entry).toMatchObject({
			state: "over",
			inclusion: null,
			fault: { code: "receipt-missing" },
		});
		// also where a node says that it was, in a block that has it not
		const lie: Node["lie"] = (method, result) =>
			method === "eth_getTransactionReceipt"
				? {
						transactionHash: entry.signed?.hash ?? null,
						blockNumber: toQuantity(minedAt),
						blockHash: at(elsewhere, minedAt).hash,
						transactionIndex: "0x2",
						status: "0x1",
					}
				: result;
		const told = await follow(
			await open(elsewhere, nextRoot, [{ lie }]),
			entry,
		);
		expect(told.entry).toMatchObject({ state: "over", inclusion: null });
	});

	describe("that is done by a root", () => {
		let done: Entry;
		beforeAll(async () => {
			done = (await follow(await open(after, nextRoot), entry)).entry;
		});

		test("stays done by that root, and by one of the same blocks after it; nothing is sent", async () => {
			for (const root of [nextRoot, nextRoot - 5]) {
				const opened = await open(after, root);
				const { entry: now } = await follow(opened, done);
				expect(now).toBe(done);
				expect(opened.l2Nodes[0]?.asked).not.toContain(
					"eth_sendRawTransaction",
				);
			}
		});

		test.each([
			["of other blocks takes that root's place", () => before, nextRoot],
			["of an earlier block takes that root's place", () => after, firstRoot],
		])(
			"is taken back where one %s, and sent again",
			async (_, blocks, root) => {
				const opened = await open(blocks(), root);
				const { entry: now, kept } = await follow(opened, done);
				expect(now).toMatchObject({ state: "sent", inclusion: null });
				expect(kept).toBeNull();
				expect(outstandingOf([now], me, 901)).toEqual([raw]);
				expect(now.fault?.code).toBe("l2-root-gone");
				const { entry: next } = await follow(opened, now);
				if (root === nextRoot)
					expect(opened.l2Nodes[0]?.asked).toContain("eth_sendRawTransaction");
				else expect(next.claimed).toBe("made");
				const again = await follow(await open(after, nextRoot), now);
				expect(again.entry.state).toBe("final");
			},
		);

		test("is taken back where another transaction has its nonce under the root that stands", async () => {
			const other = await open(elsewhere, nextRoot);
			const { entry: gone } = await follow(other, done);
			const { entry: now } = await follow(other, gone);
			expect(now).toMatchObject({
				state: "over",
				inclusion: null,
				fault: { code: "receipt-missing" },
			});
			const { entry: back } = await follow(await open(before, nextRoot), now);
			expect(back).toMatchObject({ state: "sent", inclusion: null });
			expect(back.overAt).toBeUndefined();
		});

		test("is not taken back on a node's word: where none proves anything, or under a root that no order may rest on", async () => {
			const lie: Node["lie"] = (method, result, params) => {
				const isAsked = params[0] === me || params[0] === historyAddress;
				if (method === "eth_getProof" && isAsked) throw new Error("none");
				return result;
			};
			const mute = await open(before, nextRoot, [{ lie }]);
			await expect(follow(mute, done)).rejects.toBeInstanceOf(Fault);
			const { policy } = registryProfile;
			const strict = {
				...registryProfile,
				policy: { ...policy, who: "accepted" },
			};
			const unfit = await open(before, nextRoot, [{}], strict as never);
			expect((await follow(unfit, done)).entry).toBe(done);
		});
	});

	test("has the proved nonce, whatever a node invents, and waits where all of them know of more", async () => {
		const invents: Node["lie"] = (method, result) =>
			method === "eth_getTransactionCount" ? "0x9" : result;
		const alone = await open(before, firstRoot, [{ lie: invents }]);
		await expect(compose(alone)).rejects.toThrow(/order-elsewhere/);
		const one = await open(before, firstRoot, [{ lie: invents }, {}]);
		expect((await compose(one)).order.transfer.nonce).toBe(3);
		// its own that is under way counts as known
		const next = await compose(await open(before, firstRoot), { id: "two" }, [
			raw,
		]);
		expect(next.order.transfer.nonce).toBe(4);
	});

	test("refuses a nonce, a balance and a number of the fee that a node made up", async () => {
		const tampered =
			(change: (account: { [name: string]: Json }) => Json) =>
			(method: string, result: Json): Json =>
				method === "eth_getProof" ? change(Object(result)) : result;
		for (const lie of [
			tampered((claim) => ({
				...claim,
				accountProof: [...(claim.accountProof as Json[])].reverse(),
			})),
			tampered((claim) => ({
				...claim,
				storageProof: (claim.storageProof as { proof: Json[] }[]).map(
					(slot) => ({ ...slot, proof: slot.proof.slice(0, -1) }),
				),
			})),
		]) {
			const opened = await open(before, firstRoot, [{ lie }]).catch(
				(thrown: unknown) => thrown,
			);
			const refused =
				opened instanceof Fault
					? opened
					: await compose(opened as Awaited<ReturnType<typeof open>>).catch(
							(thrown: unknown) => thrown,
						);
			expect(refused).toBeInstanceOf(Fault);
		}
	});

	test("bounds a price that a node states", async () => {
		const lie: Node["lie"] = (method, result) =>
			method === "eth_feeHistory"
				? { reward: [["0xffffffffffffffff"]] }
				: result;
		const { order } = await compose(await open(before, firstRoot, [{ lie }]));
		expect(order.transfer.maxFeePerGasWei).toBeLessThanOrEqual(
			64n * 7n + 1_000_000_000n,
		);
	});

	test("has the price of the node in the middle, so that one alone neither keeps it out nor makes it dear", async () => {
		const says = (...wei: readonly number[]): Partial<Node>[] =>
			wei.map((one) => ({
				lie: (method, result) =>
					method === "eth_feeHistory"
						? { reward: [[toQuantity(one)]] }
						: result,
			}));
		for (const [nodes, tip] of [
			[says(1, 50_000_000, 60_000_000), 50_000_000n],
			[says(900_000_000, 50_000_000, 60_000_000), 60_000_000n],
			[says(1, 50_000_000), 50_000_000n],
			[says(1), 1_000_000n],
		] as const) {
			const { order } = await compose(await open(before, firstRoot, nodes));
			expect(order.transfer.maxPriorityFeePerGasWei).toBe(tip);
		}
	});

	test("is not signed by another key, on a stale root, or for what the rule did not see", async () => {
		const opened = await open(before, firstRoot);
		const { order } = await compose(opened);
		const { transfer, facts } = order;
		const nowMs = opened.clock.nowMs();
		const other = keccak256(Uint8Array.of(43));
		const sign = (
			change: Partial<typeof transfer>,
			by = account,
			when = nowMs,
		) =>
			refusedWith(() =>
				signRollup({ ...transfer, ...change }, facts, by, when),
			);
		expect(sign({})).toBe("none");
		expect(sign({}, { address: addressOf(other), privateKey: other })).toBe(
			"order-evidence",
		);
		expect(sign({}, { address: me, privateKey: other })).toBe("order-evidence");
		expect(sign({}, account, nowMs + 3_600_000)).toBe("order-stale");
		expect(sign({ to: passer })).toBe("order-evidence");
		expect(sign({ data: "0x12345678" })).toBe("layer-call");
		expect(sign({ nonce: 4 })).toBe("order-nonce");
		expect(sign({ chainId: 1 })).toBe("order-evidence");
		expect(sign({ valueWei: ether })).toBe("order-funds");
	});

	test("refuses what is made on Ethereum alone, and forms that nobody asked to be signed there", async () => {
		const opened = await open(before, firstRoot);
		const refused = (more: Partial<OrderRequest>) =>
			compose(opened, more).then(
				() => "none",
				(thrown: unknown) => (thrown instanceof Fault ? thrown.code : "other"),
			);
		expect(await refused({ delegates: true })).toBe("unverifiable-method");
		expect(await refused({ older: { type: 0, priceWei: null } })).toBe(
			"layer-call",
		);
		const bare = { data: "0x6001", accessList: [] } as const;
		expect(await refused({ call: { ...bare, creates: true } })).toBe(
			"layer-call",
		);
		expect(
			await refused({
				call: {
					data: "0x",
					accessList: [{ address: friend, storageKeys: [] }],
				},
			}),
		).toBe("layer-call");
	});

	test("is bounded by what a site lets be paid", async () => {
		const most = { gas: null, feePerGasWei: 100n, tipPerGasWei: 1n };
		const { order } = await compose(await open(before, firstRoot), { most });
		expect(order.transfer).toMatchObject({
			maxFeePerGasWei: 100n,
			maxPriorityFeePerGasWei: 1n,
		});
	});
});

describe("a call on an OP chain", () => {
	const blocks = layer(null);
	const runs = { ...registryProfile, vm: machine };
	const call = (
		opened: Awaited<ReturnType<typeof open>>,
		to: Hex,
		data: Hex,
		more: Partial<OrderRequest> = {},
		outstanding: readonly Hex[] = [],
	) =>
		compose(
			opened,
			{ to, valueWei: 0n, call: { data, accessList: [] }, ...more },
			outstanding,
		);

	test("has the gas that it takes on the state of the root, with room: more than was ever fixed, and less", async () => {
		const opened = await open(blocks, firstRoot, [{}], runs as never);
		const light = await call(opened, coin, transferOf(5n));
		const { gasLimit } = light.order.transfer;
		expect(gasLimit).toBeGreaterThan(50_000);
		expect(gasLimit).toBeLessThan(100_000);
		const dear = await call(opened, heavy, transferOf(5n));
		expect(dear.order.transfer.gasLimit).toBeGreaterThan(270_000);
		expect(dear.order.transfer.gasLimit).toBeLessThan(350_000);
	});

	test("that no standard names is made with what it would do, and with what it may reach", async () => {
		const opened = await open(blocks, firstRoot, [{}], runs as never);
		const mint = callData("mint(uint256)", 9n);
		const { order } = await call(opened, collection, mint);
		const effects = [
			{
				kind: "moved",
				asset: { kind: "erc721", token: collection, id: "9" },
				to: me,
			},
		];
		expect(order.transfer.foretold).toMatchObject({
			blockNumber: firstRoot,
			early: { ended: "returned", effects },
			late: { ended: "returned", effects },
		});
		const { transfer, facts } = order;
		const { raw } = signRollup(transfer, facts, account, opened.clock.nowMs());
		expect(decodeSigned(raw).transaction.data).toBe(mint);
	});

	test("that sends a token is made with the balance that is proved in its slot", async () => {
		const opened = await open(blocks, firstRoot, [{}], runs as never);
		const { order } = await call(opened, coin, transferOf(5n));
		expect(order.reading.bounds?.tokens).toEqual([
			{ token: coin, balance: 1_000n, most: 5n, why: "asked" },
		]);
	});

	test("by which a token's contract takes more than the call says is refused", async () => {
		const opened = await open(blocks, firstRoot, [{}], runs as never);
		await expect(call(opened, liar, transferOf(5n))).rejects.toMatchObject({
			code: "order-foretold",
		});
	});

	test("of a Safe is refused before anybody is asked", async () => {
		const opened = await open(blocks, firstRoot, [{}], runs as never);
		const safe = safeApproval(wordHex(1n));
		await expect(call(opened, coin, safe)).rejects.toMatchObject({
			code: "layer-call",
		});
	});

	test("is refused with the contract's own words where it fails there", async () => {
		const opened = await open(blocks, firstRoot, [{}], runs as never);
		await expect(call(opened, coin, transferOf(1_001n))).rejects.toMatchObject({
			code: "order-foretold",
		});
	});

	test("is refused where it may need an order before it that no root shows yet", async () => {
		const opened = await open(blocks, firstRoot, [{}], runs as never);
		const { order } = await compose(opened);
		const { raw } = signRollup(
			order.transfer,
			order.facts,
			account,
			opened.clock.nowMs(),
		);
		await expect(
			call(opened, coin, transferOf(1_001n), {}, [raw]),
		).rejects.toMatchObject({ code: "order-behind" });
	});

	test("that no standard names is refused where nobody knows how the chain runs code, and it is said that this is why", async () => {
		const opened = await open(blocks, firstRoot);
		const mint = callData("mint(uint256)", 9n);
		await expect(call(opened, collection, mint)).rejects.toMatchObject({
			code: "order-unforeseen",
			detail: expect.stringContaining("names no machine"),
		});
	});

	test("whose own bytes say all that can leave is made untried there, and says so", async () => {
		const opened = await open(blocks, firstRoot);
		const { order } = await call(opened, coin, transferOf(5n));
		expect(order.transfer.foretold).toBeUndefined();
		expect(order.transfer.gasLimit).toBeGreaterThanOrEqual(150_000);
		expect(order.reading.bounds?.tokens).toEqual([
			{ token: coin, balance: null, most: 5n, why: "asked" },
		]);
		const codes = order.reading.unknowns.map((one) =>
			typeof one === "string" ? one : one.code,
		);
		expect(codes).toContain("unknown.layer-call");
	});

	test("is refused where it takes more than a site lets be paid", async () => {
		const opened = await open(blocks, firstRoot, [{}], runs as never);
		const most = { gas: 60_000n, feePerGasWei: null, tipPerGasWei: null };
		await expect(
			call(opened, heavy, transferOf(5n), { most }),
		).rejects.toMatchObject({ code: "order-foretold" });
	});
});

describe("a payment on Linea, where L1 knows no header", () => {
	test("is over once its nonce is proved used, and then nobody is asked about it any more", async () => {
		const profile = decodeRollupProfile(lineaMainnet, "profile");
		const facts = factsOn(profile, { from: me });
		const order = composeRollup({
			...{ id: "one", origin: null, valueWei: 1n, data: "0x", profile, facts },
			...{ outstanding: [], tipWei: 1_000_000n, nowMs },
		});
		const { raw } = signRollup(order.transfer, facts, account, nowMs);
		const later = factsOn(profile, { from: me, sender: { nonce: 8 } });
		let reads = 0;
		const reader: Reader = {
			chainId: profile.chainId,
			basis: async () => later.basis,
			read: async () => {
				reads++;
				const read = { account: later.sender, slots: [], code: null };
				return { basis: later.basis, reads: [read] };
			},
			...{ block: null, receipt: null },
		};
		const pool = openPool<Execution>(
			[],
			() => new Fault("not-followed", "no endpoint"),
		);
		const context = rollupOrderContext({
			profile,
			reader,
			patient: reader,
			pool,
			prove: () => Promise.reject(new Error("no header is known")),
			simulate: () => Promise.reject(new Error("a payment is not simulated")),
		});
		if (context === null) throw new Error("nothing is signed there");
		const sent = {
			...withSignature(entryOf(order), raw),
			state: "sent",
		} as const;
		const { entry: over } = await follow({ context }, sent);
		expect(over).toMatchObject({ state: "over", inclusion: null });
		expect(reads).toBe(1);
		await follow({ context }, over);
		expect(reads).toBe(1);
	});
});

describe("an earlier block by the hash that the state keeps of it", () => {
	test("is concluded, also again; another header, another contract and a later block are refused", async () => {
		const blocks = layer(null);
		const { block, capture } = await open(blocks, nextRoot);
		const key = historySlot(115, 8_191);
		const [read] = await capture.prove(block, [
			{ address: historyAddress, slots: [key, historySlot(5_000, 8_191)] },
		]);
		const [slot, empty] = read?.slots ?? [];
		if (slot === undefined || empty === undefined) throw new Error("slots");
		const header = historyHeader(slot, at(blocks, 115).rlp);
		expect(header.value).toMatchObject({
			blockNumber: 115,
			blockHash: at(blocks, 115).hash,
			chainId: 901,
			grade: { who: "proposed", finality: "final" },
		});
		expect(
			await replayState["el-history"]([slot], { rlp: at(blocks, 115).rlp }),
		).toEqual(header);
		const refused = (of: typeof slot, rlp: Hex) =>
			refusedWith(() => historyHeader(of, rlp));
		expect(refused(slot, at(blocks, 116).rlp)).toBe("header-hash");
		expect(refused(empty, at(blocks, 115).rlp)).toBe("header-hash");
		const [other] = await capture.prove(block, [
			{ address: l1Block, slots: [wordHex(1n)] },
		]);
		const foreign = other?.slots[0];
		if (foreign === undefined) throw new Error("slot");
		expect(refused(foreign, at(blocks, 115).rlp)).toBe("evidence-step");
		// mutation of any byte of the header
		const bytes = fromHex(at(blocks, 115).rlp);
		for (let i = 0; i < bytes.length; i += 37) {
			const changed = Uint8Array.from(bytes);
			changed[i] = (changed[i] ?? 0) ^ 1;
			expect(refused(slot, toHex(changed))).toBe("header-hash");
		}
		expect(keccakHex(bytes)).toBe(at(blocks, 115).hash);
	});
});

describe("a block that is further back than a state keeps hashes", () => {
	const window = 8;
	const stage = async (
		lies: readonly Partial<Node>[] = [{}],
		keeps?: (number: number) => number | null,
	) => {
		const blocks = layer(null, keeps, window);
		const opened = await open(blocks, nextRoot, lies);
		const { block } = opened;
		if (!hasParents(block)) throw new Error("no header");
		const find = (number: number, within = window) =>
			earlierBlock(
				{ prove: opened.prove, pool: opened.l2 },
				block,
				number,
				within,
			);
		return { blocks, find, opened };
	};

	test("is found by way of the blocks between, and concluded again from their evidence", async () => {
		const { blocks, find } = await stage();
		for (const number of [nextRoot - 1, 132, 131, 124, 117, 101]) {
			const found = await find(number);
			expect(found?.value.blockHash).toBe(at(blocks, number).hash);
			expect(found?.value.grade).toMatchObject({
				who: "proposed",
				finality: "final",
			});
		}
		const found = await find(101);
		if (found === null) throw new Error("not found");
		let hops = 0;
		for (
			let one: AnyVerified | undefined = found;
			one?.rule === "el-history";
			one = one.premises[0]?.premises[0]?.premises[0]
		)
			hops++;
		expect(hops).toBe(5);
		const [slot] = found.premises;
		if (slot === undefined) throw new Error("no slot");
		expect(
			await replayState["el-history"]([slot], { rlp: at(blocks, 101).rlp }),
		).toEqual(found);
	});

	test("is not looked for further back than a few windows, nor above the root", async () => {
		const { find, opened } = await stage();
		const asked = opened.l2Nodes[0]?.asked.length;
		expect(await find(nextRoot - mostHops - 1, 1)).toBeNull();
		expect(await find(nextRoot + 1)).toBeNull();
		expect(await find(130, 0)).toBeNull();
		expect(opened.l2Nodes[0]?.asked.length).toBe(asked);
	});

	test("is not found where a state between keeps another hash, or none", async () => {
		for (const keeps of [
			(number: number) => (number === 124 ? null : number),
			(number: number) => (number === 124 ? 125 : number),
		]) {
			const { find } = await stage([{}], keeps);
			expect(await find(117)).toBeNull();
		}
	});

	test("is refused where a node proves another slot in a state between, or gives another header", async () => {
		const between = at(layer(null, undefined, window), 132);
		const other = at(layer(null, undefined, window), 131);
		const lies: readonly NonNullable<Node["lie"]>[] = [
			(method, result, params) =>
				method === "eth_getProof" &&
				params.at(-1) === toQuantity(between.number)
					? {
							...Object(result),
							storageProof: [
								{ ...Object(result).storageProof[0], value: other.hash },
							],
						}
					: result,
			(method, result, params) =>
				method === "eth_getBlockByHash" && params[0] === between.hash
					? { ...Object(result), stateRoot: other.hash }
					: result,
		];
		for (const lie of lies) {
			const { find } = await stage([{ lie }]);
			await expect(find(117)).rejects.toBeInstanceOf(Fault);
		}
	});
});
