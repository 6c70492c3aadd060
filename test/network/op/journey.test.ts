// Journeys out of the OP rollup over its real contracts, with the wallet's own light client and no browser: a token forced out
// while the operator works; then the operator dies, and ether leaves by what the person signs alone, the root included.

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { memoryStore } from "../../../src/cli/store.ts";
import { type L1Chain, openL1Chain } from "../../../src/engine/l1-chain.ts";
import { opForced } from "../../../src/l2/op/runtime/forced.ts";
import { opPlain } from "../../../src/l2/op/runtime/plain.ts";
import { decodeNetworkFile } from "../../../src/receipt/networks.ts";
import { openFetch } from "../../../src/web/fetch.ts";
import { openDoor } from "../../e2e/door.ts";
import { shippedKernel } from "../../kernel.ts";
import { networkFile } from "../l1/file.ts";
import { type Network, startNetwork } from "../network.ts";
import { openPassing, slotsPerEpoch } from "../pass.ts";
import {
	contextOf,
	followL1,
	poolOf,
	startWalk,
} from "../scroll/exit-driver.ts";
import { until } from "./exit-scene.ts";
import { type OpRollup, startOpRollup } from "./rollup.ts";
import { type Rpc, rpcTo } from "./rpc.ts";
import { openSender, type Sender } from "./sender.ts";
import { initiateWithdrawal } from "./withdrawal.ts";

let network: Network;
let rollup: OpRollup;
let l1: Rpc;
let chain: L1Chain;
let unfollow: () => Promise<void>;
/** An epoch goes by. */
let pass: () => Promise<void>;

const ether = 10n ** 18n;
const account = (index: number) => {
	const found = network.accounts[index];
	if (found === undefined) throw new RangeError(`no account ${index}`);
	return found;
};
const onL1 = (index: number): Sender =>
	openSender(l1, network.chainId, account(index).privateKey, 120_000, () =>
		rollup.mine(),
	);
const balance = (who: Hex): Promise<bigint> =>
	l1("eth_getBalance", [who, "latest"], d.quantity);
const tokens = async (who: Hex): Promise<bigint> => {
	const data = `0x70a08231${who.slice(2).toLowerCase().padStart(64, "0")}`;
	const to = rollup.bridged.l1;
	return BigInt(await l1("eth_call", [{ to, data }, "latest"], d.hexUpTo(32)));
};
const dead = poolOf([]);

beforeAll(async () => {
	network = await startNetwork({ slotSeconds: 2 });
	rollup = await startOpRollup({
		l1Rpc: network.endpoints.execution,
		deployerKey: network.rollupDeployer.privateKey,
		accounts: network.accounts.map(({ address }) => address),
		sequencingWindow: 12,
		maxDriftS: 60,
		verifier: true,
		time: network,
		onProblem: (thrown) => console.error("background:", thrown),
	});
	l1 = rpcTo(network.endpoints.execution);
	const file = decodeNetworkFile(
		JSON.stringify(networkFile(network, [rollup.profile])),
	);
	const { finalizedRoot } = await network.control.status();
	chain = await openL1Chain(
		file.l1,
		{
			chainId: network.chainId,
			beacon: network.endpoints.beacon.map((url, i) => ({
				name: `beacon ${i}`,
				url,
			})),
			execution: [{ name: "node", url: network.endpoints.execution }],
			relay: [],
		},
		finalizedRoot,
		{
			fetch: openFetch({ permitted: async () => true }),
			clock: network.clock,
			store: memoryStore(),
			kernel: shippedKernel,
		},
		() => {},
	);
	unfollow = followL1(chain);
	pass = openPassing(network, () => slotsPerEpoch, [
		rollup.hasFollowed,
		() =>
			chain.round().then(
				() => true,
				() => true,
			),
	]);
	await until(
		"L1 is followed",
		() =>
			chain.reader.basis("final").then(
				() => true,
				() => false,
			),
		90_000,
		pass,
	);
}, 480_000);

afterAll(async () => {
	await unfollow?.();
	await rollup?.stop();
	await network?.stop();
}, 60_000);

const asked = (
	index: number,
	amount: bigint | null,
	token: Hex | null = null,
	begun: Hex | null = null,
) => ({ account: account(index).address, token, amount, begun });

type Walk = Awaited<ReturnType<typeof startWalk<never, never>>>;

/** Signs whatever is due until the journey is over. @returns the stages signed */
const signAll = async (walk: Walk, timeoutMs: number): Promise<string[]> => {
	const signed: string[] = [];
	const end = Date.now() + timeoutMs;
	while (!walk.isDone()) {
		await walk.until(
			"a click or the end",
			() =>
				walk.isDone() || walk.stages().some(({ state }) => state === "yours"),
			end - Date.now(),
		);
		const due = walk.stages().find(({ state }) => state === "yours");
		if (walk.isDone() || due === undefined) break;
		try {
			await walk.click(due.id);
			signed.push(due.id);
		} catch (thrown) {
			// The operator closes its games as well: who comes second pays the fee, and the next look shows it done.
			const isRace = due.id === "claim" || due.id === "resolve";
			if (!isRace || !`${thrown}`.includes("reverted")) throw thrown;
		}
	}
	return signed;
};

test("a token is forced out while the operator works, and the bridge pays it", async () => {
	const index = 3;
	const me = account(index).address;
	const l2 = poolOf([rollup.rpcUrl, rollup.verifier.rpcUrl]);
	const parts = {
		chain,
		profile: rollup.profile,
		l2,
		sender: onL1(index),
		clock: network.clock,
		pass,
	};
	const offer = await opForced.offer(
		me,
		contextOf(chain, rollup.profile, l2, network.clock),
	);
	expect(offer).toMatchObject({ isOpen: true, tokens: true });
	const before = await tokens(me);
	const walk = await startWalk(
		opForced,
		asked(index, 25n * ether, rollup.bridged.l2),
		parts,
	);
	await walk.until("what is there is proved", () =>
		walk.stage("force").words.includes("It is proved that your account there"),
	);
	const tooMuch = asked(index, 10n ** 30n, rollup.bridged.l2);
	const context = contextOf(chain, rollup.profile, l2, network.clock);
	await expect(opForced.begin(tooMuch, context)).rejects.toThrow("exit-amount");
	await walk.click("force");
	await walk.until(
		"a root covers it",
		() => walk.stage("prove").state === "yours",
	);
	// From here on no node of the rollup is needed.
	walk.useL2(dead);
	const signed = await signAll(walk as never, 170_000);
	expect(signed[0]).toBe("prove");
	expect(signed.at(-1)).toBe("finalize");
	expect((await tokens(me)) - before).toBe(25n * ether);
	expect(walk.stage("relay").state).toBe("done");
}, 300_000);

test("a withdrawal that was begun on the rollup is tied to its transaction, and paid", async () => {
	const index = 4;
	const me = account(index).address;
	const onL2 = openSender(
		rpcTo(rollup.rpcUrl),
		rollup.chainId,
		account(index).privateKey,
	);
	const { transactionHash } = await onL2.send(
		initiateWithdrawal(me, 2n * ether),
	);
	const l2 = poolOf([rollup.rpcUrl, rollup.verifier.rpcUrl]);
	const walk = await startWalk(
		opPlain,
		asked(index, null, null, transactionHash),
		{
			chain,
			profile: rollup.profile,
			l2,
			sender: onL1(index),
			clock: network.clock,
			pass,
		},
	);
	await walk.until(
		"a root covers it",
		() => walk.stage("prove").state === "yours",
	);
	const state: { readonly said: readonly { readonly isBound: boolean }[] } =
		walk.state();
	expect(state.said.some(({ isBound }) => isBound)).toBe(true);
	const before = await balance(me);
	await signAll(walk as never, 170_000);
	expect((await balance(me)) - before).toBeGreaterThan(
		2n * ether - ether / 10n,
	);
}, 300_000);

test("the operator is dead: two people leave by what they sign alone, on the word of two nodes that derive from L1; a root that neither rests on is closed by who proposed it", async () => {
	const people = [5, 6] as const;
	await rollup.killEverythingButVerifier();
	const one = rollup.verifier.rpcUrl;
	// One node stands for two here; the wallet tells nodes on this machine apart by their ports.
	const door = await openDoor(one);
	const other = door.url;
	expect(new URL(other).port).not.toBe(new URL(one).port);
	const start = async (index: number) => {
		const walk = await startWalk(opForced, asked(index, 3n * ether), {
			chain,
			profile: rollup.profile,
			l2: poolOf([rollup.rpcUrl, one, other]),
			sender: onL1(index),
			clock: network.clock,
			pass,
		});
		await walk.look();
		await walk.click("force");
		await until(
			"the verifier derived it",
			async () => {
				await walk.look();
				return walk.stage("included").words.includes("shows it in block");
			},
			120_000,
			rollup.passFull,
		);
		return walk;
	};
	const before = await Promise.all(
		people.map((index) => balance(account(index).address)),
	);
	const [first, second] = await Promise.all([
		start(people[0]),
		start(people[1]),
	]);
	const isTheirs = (walk: typeof first) => () =>
		walk.stage("proposed").state === "yours";
	await first.until("a root can be proposed", isTheirs(first), 400_000);
	const { proposal } = first.state();
	if (proposal === null) throw new Error("no root");
	const verifier = rpcTo(one);
	await until(
		"a later block is final",
		async () => {
			const block = d.record({ number: d.smallQuantity });
			const params = ["finalized", false];
			const { number } = await verifier("eth_getBlockByNumber", params, block);
			return number > proposal.l2BlockNumber;
		},
		90_000,
		pass,
	);
	await second.until("another can be proposed", isTheirs(second), 400_000);
	await first.click("proposed");
	const { blockNumber } = await second.click("proposed");
	await until(
		"L1 is followed up to both",
		() =>
			chain.reader.basis("latest").then(
				({ value }) => value.blockNumber >= blockNumber,
				() => false,
			),
		90_000,
		pass,
	);
	// Both rest on the newer root: the older one is closed by nobody but who proposed it.
	const signed = await Promise.all(
		[first, second].map((walk) => signAll(walk as never, 400_000)),
	);
	expect(signed[0]).toEqual(
		expect.arrayContaining(["own-claim", "own-resolve", "bond", "finalize"]),
	);
	expect(signed[1]).toEqual(expect.arrayContaining(["bond", "finalize"]));
	expect(signed[1]).not.toContain("own-claim");
	expect(signed.flat()).toEqual(expect.arrayContaining(["claim", "resolve"]));
	for (const [i, index] of people.entries())
		expect(
			(await balance(account(index).address)) - (before[i] ?? 0n),
		).toBeGreaterThan(3n * ether - ether / 5n);
	await door.shut();
}, 900_000);
