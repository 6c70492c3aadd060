import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromHex, type Hex } from "../../src/base/bytes.ts";
import { asFault, Fault } from "../../src/base/fault.ts";
import { decodeGameCode } from "../../src/l2/op/checks/games.ts";
import { concludeState } from "../../src/l2/op/checks/state.ts";
import { openOp } from "../../src/l2/op/runtime/following.ts";
import { openExecution } from "../../src/source/execution.ts";
import { openPool, type Pool } from "../../src/source/pool.ts";
import { openRelay } from "../../src/source/relay.ts";
import { proveAccount } from "../../src/state/account.ts";
import { openCapture } from "../../src/state/capture.ts";
import { headerOfHead } from "../../src/state/header.ts";
import { proveCode } from "../../src/state/slot.ts";
import { webClock } from "../../src/web/clock.ts";
import {
	encodePayload,
	l1World,
	type MadeGame,
	mineL2,
	passer,
	passerRoot,
	person,
	profile,
	rootOf,
	signPayload,
} from "../l2/rollup-world.ts";
import {
	fetchOf,
	headOf,
	type MadeBlock,
	mine,
	type Node,
} from "../state/chain.ts";
import { jsonAnswer, type Upstream } from "./exchange.ts";
import type { Lie } from "./lie.ts";
import { type LyingProxy, openProxy } from "./proxy.ts";
import { relayLies, rollupLies } from "./rollup-lies.ts";
import { faultOf, shippedFetch } from "./rooms.ts";

/** L1 time of the block with the games. */
const nowS = 1_700_000_000 + 12 * 102;
const rollupBlocks = mineL2(60);
const blockAt = (number: number): MadeBlock => {
	const found = rollupBlocks.find((block) => block.number === number);
	if (found === undefined) throw new RangeError(`no block ${number}`);
	return found;
};
const game = (at: number, number: number, createdAtS: number): MadeGame => ({
	address: `0x${at.toString(16).padStart(2, "0").repeat(20)}`,
	root: rootOf(blockAt(number)),
	l2BlockNumber: number,
	createdAtS,
});

/** One old root that nobody answered, and a young one that only the sequencer's word makes stand. */
const world = l1World([game(1, 120, nowS - 100), game(2, 130, nowS - 10)], {
	root: rootOf(blockAt(101)),
	l2BlockNumber: 101,
});
const l1Blocks = [mine(world, null)];
for (let i = 0; i < 2; i++) l1Blocks.push(mine(world, l1Blocks.at(-1) ?? null));
const nodes: { [url: string]: Node } = {
	l1: { blocks: l1Blocks, window: 100, asked: [] },
	l2: { blocks: rollupBlocks, window: 1000, asked: [] },
};
const upstreamOfNode = (name: string): Upstream => {
	const fetch = fetchOf(nodes);
	return async ({ body }) => {
		const { status, headers, bytes } = await fetch({
			url: name,
			method: "POST",
			accept: "",
			body,
			maxBytes: 0,
			timeoutMs: 0,
		});
		return { status, headers, body: bytes };
	};
};
const relayUpstream: Upstream = async ({ path }) => {
	const number = Number(/\/payload\/(\d+)$/.exec(path)?.[1] ?? -1);
	const block = rollupBlocks.find((one) => one.number === number);
	return block === undefined
		? jsonAnswer({ error: "none" }, 404)
		: jsonAnswer(signPayload(encodePayload(block)));
};

let l1: LyingProxy;
let l2: LyingProxy;
let l2Honest: LyingProxy;
let relay: LyingProxy;
beforeAll(async () => {
	l1 = await openProxy({ upstream: upstreamOfNode("l1") });
	l2 = await openProxy({ upstream: upstreamOfNode("l2") });
	l2Honest = await openProxy({ upstream: upstreamOfNode("l2") });
	relay = await openProxy({ upstream: relayUpstream });
});
afterAll(async () => {
	for (const proxy of [l1, l2, l2Honest, relay]) await proxy?.close();
});

const ports = { fetch: shippedFetch(), clock: webClock };
const poolOf = <C>(
	members: readonly { name: string; url: string }[],
	open: (endpoint: { name: string; url: string }) => C,
): Pool<C> =>
	openPool(
		members.map((endpoint) => ({
			name: endpoint.name,
			client: open(endpoint),
		})),
		() => new Fault("not-followed", "nobody"),
	);
const open = (l2Names: readonly { name: string; url: string }[]) => {
	const executions = (members: readonly { name: string; url: string }[]) =>
		poolOf(members, (endpoint) => openExecution(ports, endpoint));
	const capture = openCapture({
		pool: executions([{ name: "L1", url: l1.url }]),
		clock: webClock,
	});
	const pool = executions(l2Names);
	const relays = poolOf([{ name: "relay", url: relay.url }], (endpoint) =>
		openRelay(ports, endpoint),
	);
	return {
		rollup: openOp({
			...{ profile, l1: capture, l2: pool, relays },
			clock: webClock,
		}),
		pool,
		relays,
	};
};
const top = () => {
	const block = l1Blocks.at(-1);
	if (block === undefined) throw new Error("no block");
	return headerOfHead(headOf(block, "final"));
};
const liar = () => ({ name: "liar", url: l2.url });
const honest = () => ({ name: "honest", url: l2Honest.url });

/** The newest block that L1 holds up, and an account and code under it. */
const read = async ({ rollup, pool }: ReturnType<typeof open>) => {
	const { block, notes } = await rollup.newest(top());
	const account = await pool.first(async ({ client }) => {
		const at = { number: block.value.blockNumber };
		const { value } = await client.proofs(
			[
				{ address: person, slots: [] },
				{ address: passer, slots: [] },
			],
			at,
		);
		const [own, contract] = value;
		if (own === undefined || contract === undefined)
			throw new Fault("bad-field", "no proof");
		const proved = proveAccount(block, passer, contract);
		proveCode(proved, (await client.code(passer, at)).value);
		return proveAccount(block, person, own);
	});
	return { block, account, notes };
};

describe("the made rollup", () => {
	it("is read where everybody is honest", async () => {
		const { block, account } = await read(open([honest()]));
		expect(block.value.blockNumber).toBe(130);
		expect(account.value.nonce).toBe(130);
	});
});

describe("a rollup's node that lies", () => {
	const told = (lie: Lie): boolean => lie.target === "rollup";
	for (const lie of rollupLies.filter(told))
		it(`refuses ${lie.name}`, async () => {
			l2.lie(lie, 3);
			const before = l2.told().length;
			const alone = open([liar()]);
			const codes: string[] = [];
			try {
				const { block, account, notes } = await read(alone);
				codes.push(...notes.map(({ code }) => code));
				// What is shown nevertheless is true.
				expect(block.value.blockHash).toBe(
					blockAt(block.value.blockNumber).hash,
				);
				expect(account.value.nonce).toBe(block.value.blockNumber);
			} catch (thrown) {
				codes.push(asFault(thrown).code);
			}
			expect(l2.told().length, codes.join()).toBeGreaterThan(before);
			expect(codes.length).toBeGreaterThan(0);
			for (const code of codes) expect(lie.ends).toContain(code);
			expect(alone.pool.standings()[0]?.aside !== null).toBe(lie.aside);
			const beside = await read(open([liar(), honest()]));
			expect(beside.block.value.blockHash).toBe(blockAt(130).hash);
			expect(beside.account.value.nonce).toBe(130);
			l2.honest();
		});
});

describe("a relay that lies", () => {
	for (const lie of relayLies)
		it(`refuses ${lie.name}`, async () => {
			relay.lie(lie, 3);
			const before = relay.told().length;
			const opened = open([honest()]);
			const { block, notes } = await read(opened);
			expect(relay.told().length).toBeGreaterThan(before);
			// The older root stands without the sequencer's word.
			expect(block.value.blockNumber).toBe(120);
			expect(block.value.blockHash).toBe(blockAt(120).hash);
			const [first] = notes;
			expect(lie.ends).toContain(first?.code);
			expect(opened.relays.standings()[0]?.aside !== null).toBe(lie.aside);
			relay.honest();
			expect((await read(open([honest()]))).block.value.blockNumber).toBe(130);
		});
});

describe("evidence of a rollup", () => {
	it("refuses a block that the root does not commit to", async () => {
		const { rollup } = open([honest()]);
		const { root } = await rollup.newest(top());
		const other = (number: number, passerAt: Hex) =>
			faultOf(async () =>
				concludeState(root, {
					rlp: blockAt(number).rlp,
					messagePasserStorageRoot: passerAt,
				}),
			);
		expect((await other(129, passerRoot))?.code).toBe("l2-preimage");
		expect((await other(130, `0x${"fa".repeat(32)}`))?.code).toBe(
			"l2-preimage",
		);
	});

	it("refuses a game whose code is no game's", async () => {
		const code = fromHex(world[game(1, 120, 0).address]?.code ?? "0x");
		expect(() => decodeGameCode(code)).not.toThrow();
		for (const altered of [
			code.slice(0, -1),
			code.map((byte, i) => (i === 4 ? byte ^ 1 : byte)),
		]) {
			const fault = await faultOf(async () => decodeGameCode(altered));
			expect(fault?.code).toBe("l2-game");
		}
	});
});
