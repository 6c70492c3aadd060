// Leaving Scroll over its real contracts, on the embedded L1, with the wallet's own light client: forced and plain, with a
// lying endpoint, a dead one, a censoring operator, pauses, and an account that delegates.

import {
	encodeFunctionData,
	erc20Abi,
	parseAbiItem,
	toEventSelector,
} from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { memoryStore } from "../../../src/cli/store.ts";
import { type L1Chain, openL1Chain } from "../../../src/engine/l1-chain.ts";
import { exitCall } from "../../../src/l2/checks.ts";
import { forcedTransaction } from "../../../src/l2/scroll/checks/exit.ts";
import { queuedHash } from "../../../src/l2/scroll/checks/queue.ts";
import {
	erc20Of,
	standardToken,
} from "../../../src/l2/scroll/checks/withdrawal.ts";
import { scrollEnforced } from "../../../src/l2/scroll/runtime/enforced.ts";
import {
	queueBaseFeeWei,
	readScrollFacts,
} from "../../../src/l2/scroll/runtime/facts.ts";
import { scrollPlain } from "../../../src/l2/scroll/runtime/plain.ts";
import { decodeNetworkFile } from "../../../src/receipt/networks.ts";
import type { Execution } from "../../../src/source/execution.ts";
import type { Pool } from "../../../src/source/pool.ts";
import { openFetch } from "../../../src/web/fetch.ts";
import { textOf } from "../../exit/drawn.ts";
import { shippedKernel } from "../../kernel.ts";
import { networkFile } from "../l1/file.ts";
import { type Network, startNetwork } from "../network.ts";
import { type Rpc, rpcTo } from "../op/rpc.ts";
import { type Call, openSender, type Sender } from "../op/sender.ts";
import { ether } from "../op/setup.ts";
import { openPassing, slotsPerEpoch } from "../pass.ts";
import {
	ethGatewayAbi,
	l1TokenGatewayAbi,
	l2MessengerAbi,
	queueAbi,
	scrollChainAbi,
} from "./abi.ts";
import { bridgedEach, l2EthGateway, l2Messenger } from "./chain.ts";
import { delegate } from "./delegate.ts";
import {
	contextOf,
	followL1,
	type Kept,
	patiently,
	poolOf,
	startWalk,
} from "./exit-driver.ts";
import { type ScrollRollup, startScrollRollup } from "./rollup.ts";

/** Each test is days of somebody's life, in minutes. */
const longMs = 420_000;
let network: Network;
let scroll: ScrollRollup;
let l1: Rpc;
let l2: Rpc;
let chain: L1Chain;
let honest: Pool<Execution>;
let unfollow: () => Promise<void>;
/** An epoch goes by, or a slot while the operator waits for one: it is to lose no more time than the slots it needs. */
let pass: () => Promise<void>;

const account = (index: number) => {
	const found = network.accounts[index];
	if (found === undefined) throw new RangeError(`no account ${index}`);
	return found;
};
const senderOf = (index: number): Sender =>
	openSender(l1, network.chainId, account(index).privateKey, 120_000, () =>
		network.skip(1),
	);
const onL2 = (index: number): Sender =>
	openSender(l2, scroll.chainId, account(index).privateKey);
const balanceOnL1 = (who: Hex): Promise<bigint> =>
	l1("eth_getBalance", [who, "latest"], d.quantity);
const asked = (
	index: number,
	amount: bigint | null,
	begun: Hex | null = null,
) => ({
	account: account(index).address,
	token: null,
	amount,
	begun,
});
const context = (kept?: Kept) =>
	contextOf(chain, scroll.profile, honest, network.clock, kept);
const parts = (index: number, l2: Pool<Execution> = honest, kept?: Kept) => ({
	chain,
	profile: scroll.profile,
	l2,
	...(kept && { kept }),
	sender: senderOf(index),
	clock: network.clock,
	pass,
});
const dead = poolOf([]);
const waitFor = async (
	what: string,
	holds: () => Promise<boolean> | boolean,
): Promise<void> => {
	const end = Date.now() + 100_000;
	while (!(await patiently(async () => holds()))) {
		if (Date.now() > end) throw new Error(`in vain: ${what}`);
		await pass();
	}
};
beforeAll(async () => {
	network = await startNetwork({ slotSeconds: 1 });
	scroll = await startScrollRollup({
		l1Rpc: network.endpoints.execution,
		deployerKey: network.scrollDeployer.privateKey,
		accounts: network.accounts.map(({ address }) => address),
		batchIntervalMs: 1_000,
		nowMs: network.clock.reachedMs,
		messageQueueDelayS: 60,
		onProblem: (thrown) => console.error("background:", thrown),
	});
	l1 = rpcTo(network.endpoints.execution);
	l2 = rpcTo(scroll.rpcUrl);
	const file = decodeNetworkFile(
		JSON.stringify(networkFile(network, [scroll.profile])),
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
	pass = openPassing(
		network,
		() => (scroll.operator.isAtWork() ? 1 : slotsPerEpoch),
		[
			scroll.node.hasFollowed,
			() =>
				chain.round().then(
					() => true,
					() => true,
				),
		],
	);
	honest = poolOf([scroll.rpcUrl]);
	await waitFor("L1 is followed", async () =>
		chain.reader.basis("final").then(
			() => true,
			() => false,
		),
	);
}, 180_000);

afterAll(async () => {
	await unfollow?.();
	await scroll?.stop();
	await network?.stop();
}, 60_000);

test(
	"a forced withdrawal reaches L1: queue, batch, proof, ether; and stays done when it is looked at again",
	async () => {
		const me = account(3).address;
		const amount = 3n * ether;
		const offer = await patiently(() => scrollEnforced.offer(me, context()));
		expect(offer).toMatchObject({
			isOpen: true,
			takes: "amount",
			tokens: true,
		});
		const walk = await startWalk(scrollEnforced, asked(3, amount), parts(3));
		const click = scrollEnforced.click(
			walk.state(),
			asked(3, amount),
			context(),
		);
		if (click?.step.kind !== "scroll-force")
			throw new Error("no step to force");
		// What the contract itself would ask for at that block is what the proved slots give.
		const facts = await patiently(() =>
			readScrollFacts(scroll.profile, me, context().l1),
		);
		const estimate = await l1(
			"eth_call",
			[
				{
					to: scroll.contracts.messageQueue.address,
					data: encodeFunctionData({
						abi: queueAbi,
						functionName: "estimateCrossDomainMessageFee",
						args: [BigInt(click.step.gasLimit)],
					}),
				},
				`0x${facts.number.toString(16)}`,
			],
			d.hash,
		);
		expect(BigInt(click.step.gasLimit) * queueBaseFeeWei(facts)).toBe(
			BigInt(estimate),
		);
		expect(click.step.feeWei).toBeGreaterThan(0n);

		const before = await balanceOnL1(me);
		const forced = await walk.click("force");
		// Everything but the fee came back.
		expect(before - (await balanceOnL1(me))).toBeLessThan(ether / 100n);
		await walk.until("the queue holds it", () => walk.state().queued !== null);
		const { queued, gasLimit } = walk.state();
		if (queued === null) throw new Error("not in the queue");
		const queuedLog = forced.logs.find(
			({ topics }) =>
				topics[0] ===
				toEventSelector(
					parseAbiItem(
						"event QueueTransaction(address indexed sender, address indexed target, uint256 value, uint64 queueIndex, uint256 gasLimit, bytes data)",
					),
				),
		);
		expect(Number(BigInt(`0x${queuedLog?.data.slice(66, 130)}`))).toBe(
			queued.index,
		);
		const transaction = forcedTransaction(scroll.profile, me, {
			via: "messenger",
			amountWei: amount,
			gasLimit,
		});
		expect(
			await l1(
				"eth_call",
				[
					{
						to: scroll.contracts.messageQueue.address,
						data: encodeFunctionData({
							abi: queueAbi,
							functionName: "computeTransactionHash",
							args: [
								me,
								BigInt(queued.index),
								transaction.valueWei,
								transaction.target,
								BigInt(transaction.gasLimit),
								transaction.data,
							],
						}),
					},
					"latest",
				],
				d.hash,
			),
		).toBe(queuedHash(transaction, queued.index));
		expect(walk.stage("force")).toMatchObject({ state: "done" });
		expect(walk.stage("taken").state).toMatch(/waiting|done/);

		await walk.until("it is taken", () => walk.stage("taken").state === "done");
		expect(walk.stage("enforced").state).toBe("skipped");
		await walk.until("it is proved", () => walk.state().last.message !== null);
		// From here on no endpoint of the rollup is needed.
		walk.useL2(dead);
		await walk.look();
		const poor = await balanceOnL1(me);
		await walk.click("relay");
		const rich = await balanceOnL1(me);
		expect(rich - poor).toBeGreaterThan(amount - ether / 100n);
		expect(rich - poor).toBeLessThanOrEqual(amount);
		await walk.until("it is paid, finally", walk.isDone);
		expect(walk.stages().map(({ state }) => state)).toEqual([
			"done",
			"done",
			"skipped",
			"done",
			"done",
		]);
		await walk.look();
		expect(walk.isDone()).toBe(true);
		expect(
			scrollEnforced.click(walk.state(), asked(3, amount), context()),
		).toBe(null);
		// A replay is refused by the contract.
		const { message } = walk.state().last;
		if (message === null) throw new Error("no message");
		const again = exitCall(scroll.profile, me, {
			kind: "scroll-relay",
			...message.withdrawal,
			amountWei: amount,
			...message.proof,
		});
		await expect(
			senderOf(3).send({
				to: again.to,
				data: again.data,
				gas: BigInt(again.mostGas),
				what: "again",
			}),
		).rejects.toThrow(/again reverted/);
	},
	longMs,
);

/** The account delegates by EIP-7702, in a transaction that another sends. */
const delegateTo = (index: number, to: Hex): Promise<void> =>
	delegate(
		l1,
		network.chainId,
		account(index).privateKey,
		account(1).privateKey,
		to,
	);

test(
	"withdrawals begun on the rollup, by both ways and among others, are kept while it is served and paid with every endpoint dead",
	async () => {
		const me = account(4).address;
		const messenger = (nonce: bigint): Call => ({
			to: l2Messenger,
			data: encodeFunctionData({
				abi: l2MessengerAbi,
				functionName: "sendMessage",
				args: [me, nonce, "0x", 0n],
			}),
			valueWei: nonce,
			gas: 800_000n,
			what: "withdraw by the messenger",
		});
		const noise = onL2(7);
		await noise.sendAll([messenger(1n), messenger(2n), messenger(3n)]);
		const person = onL2(4);
		const byMessenger = await person.send(messenger(ether / 4n));
		const byGateway = await person.send({
			to: l2EthGateway,
			data: encodeFunctionData({
				abi: ethGatewayAbi,
				functionName: "withdrawETH",
				args: [me, ether / 2n, 0n],
			}),
			valueWei: ether / 2n,
			gas: 900_000n,
			what: "withdraw by the gateway",
		});
		await noise.sendAll([messenger(4n), messenger(5n)]);

		const walks = await Promise.all(
			[byMessenger, byGateway].map(({ transactionHash }) =>
				startWalk(scrollPlain, asked(4, null, transactionHash), parts(4)),
			),
		);
		const [one, two] = walks;
		if (!one || !two) throw new Error("no walks");

		// An endpoint that alters the tree proves nothing.
		scroll.rpc.setLie(async ({ method }, answer) => {
			const result = await answer();
			if (method !== "eth_getLogs" || !Array.isArray(result)) return result;
			return result.map((log: { data: string }) => ({
				...log,
				data:
					log.data.length === 130 ? `${log.data.slice(0, 128)}00` : log.data,
			}));
		});
		const liar = poolOf([scroll.rpcUrl]);
		one.useL2(liar);
		await waitFor("the batch of both is final", async () => {
			const { blockNumber } = byGateway;
			return (
				(scroll.operator.finalized().at(-1)?.lastBlock ?? 0) > blockNumber + 6
			);
		});
		await one.look();
		expect(one.state().last.message).toBeNull();
		expect(one.stage("relay").state).toBe("later");
		scroll.rpc.setLie(undefined);
		one.useL2(poolOf([scroll.rpcUrl]));

		// Kept for whoever needs it, and checked again as a file.
		const kept: Kept = new Map();
		const evidence = await (async () => {
			for (;;) {
				const [piece] = await patiently(
					async () => (await scrollPlain.capture?.(me, context(kept))) ?? [],
				);
				if (piece === undefined) throw new Error("nothing was captured");
				kept.set(piece.name, piece.text);
				if (
					/^Proofs of [78] of your withdrawals[^0-9]*$/.test(textOf(piece.says))
				)
					return piece;
				await pass();
			}
		})();
		await expect(
			scrollPlain.checkCaptured?.(evidence.name, evidence.text, scroll.profile),
		).resolves.toEqual({ asOfS: evidence.asOfS });

		await one.until("one is proved", () => one.state().last.message !== null);
		// The other out of what was kept, on a device that has nothing else.
		const device = await startWalk(
			scrollPlain,
			asked(4, null, byGateway.transactionHash),
			parts(4, dead, kept),
		);
		await device.until(
			"two is proved",
			() => device.state().last.message !== null,
		);
		expect(device.state().last.message?.withdrawal).toMatchObject({
			via: "gateway",
			amountWei: `${ether / 2n}`,
		});

		// A pause of the messenger is waited out.
		await scroll.setMessengerPaused(true);
		await one.until(
			"the pause is seen",
			() => one.stage("relay").state === "waiting",
		);
		expect(one.stage("relay").words).toMatch(/paused payouts/);
		await scroll.setMessengerPaused(false);
		await one.until("it is lifted", () => one.stage("relay").state === "yours");

		const before = await balanceOnL1(me);
		one.useL2(dead);
		await one.click("relay");
		await device.click("relay");
		const gained = (await balanceOnL1(me)) - before;
		expect(gained).toBeGreaterThan((3n * ether) / 4n - ether / 100n);
		await one.until("one is done", one.isDone);
		await device.until("two is done", device.isDone);
	},
	longMs,
);

test(
	"tokens leave by a forced transaction, as the token of L1 that its gateway names",
	async () => {
		const { bridged } = scroll;
		const me = account(6).address;
		const amount = 25n * ether;
		const call = (rpc: Rpc, to: Hex, data: Hex): Promise<bigint> =>
			rpc("eth_call", [{ to, data }, "latest"], d.hash).then(BigInt);
		const held = (rpc: Rpc, token: Hex) =>
			call(
				rpc,
				token,
				encodeFunctionData({
					abi: erc20Abi,
					functionName: "balanceOf",
					args: [me],
				}),
			);
		// What the wallet computes is what L1's gateway says.
		const named = await call(
			l1,
			scroll.contracts.tokenGateway.address,
			encodeFunctionData({
				abi: l1TokenGatewayAbi,
				functionName: "getL2ERC20Address",
				args: [bridged.l1],
			}),
		);
		expect(named).toBe(BigInt(bridged.l2));
		expect(standardToken(erc20Of(scroll.profile), bridged.l1)).toBe(bridged.l2);
		expect(await held(l2, bridged.l2)).toBe(bridgedEach);
		const before = await held(l1, bridged.l1);
		const what = { ...asked(6, amount), token: bridged.l2 };
		const walk = await startWalk(scrollEnforced, what, parts(6));
		await walk.click("force");
		await walk.until("it is proved", () => walk.state().last.message !== null);
		expect(await held(l2, bridged.l2)).toBe(bridgedEach - amount);
		walk.useL2(dead);
		await walk.click("relay");
		expect((await held(l1, bridged.l1)) - before).toBe(amount);
		await walk.until("it is paid, finally", walk.isDone);
		const facts = await patiently(() =>
			readScrollFacts(scroll.profile, me, context().l1, bridged),
		);
		expect(facts.paysFor).toBe(bridged.l2);
		expect(facts.changed).toEqual([]);
		// Another token of the rollup has no gateway that is known.
		await expect(
			startWalk(scrollEnforced, { ...what, token: scroll.token }, parts(6)),
		).rejects.toMatchObject({ code: "bad-params" });
	},
	longMs,
);

test(
	"a forced withdrawal of more than there is withdraws nothing: that is proved, among others' messages and with every endpoint dead",
	async () => {
		const me = account(2).address;
		const walk = await startWalk(
			scrollEnforced,
			asked(2, 1_000_000n * ether),
			parts(2),
		);
		await walk.click("force");
		await walk.until("the queue holds it", () => walk.state().queued !== null);
		await onL2(7).sendAll(
			[6n, 7n, 8n].map((value) => ({
				to: l2Messenger,
				data: encodeFunctionData({
					abi: l2MessengerAbi,
					functionName: "sendMessage",
					args: [me, value, "0x", 0n],
				}),
				valueWei: value,
				gas: 800_000n,
				what: "withdraw by the messenger",
			})),
		);
		await walk.until(
			"it is settled",
			() => walk.state().last.nothing !== undefined,
			240_000,
		);
		expect(walk.stage("taken").state).toBe("done");
		expect(walk.stage("message")).toMatchObject({
			state: "failed",
			title: "It withdrew nothing",
		});
		expect(scrollEnforced.outcome(walk.state())).toBe("impossible");
		walk.useL2(dead);
		await walk.look();
		expect(scrollEnforced.outcome(walk.state())).toBe("impossible");
		expect(
			scrollEnforced.click(
				walk.state(),
				asked(2, 1_000_000n * ether),
				context(),
			),
		).toBeNull();
		// The ether is where it was.
		expect(await l2("eth_getBalance", [me, "latest"], d.quantity)).toBe(
			10_000n * ether,
		);
	},
	longMs,
);

test(
	"a censoring operator lets the delay pass: anyone may finalize then, but no account that delegates",
	async () => {
		const me = account(5).address;
		await scroll.setGatewayPaused(true);
		await waitFor("the pause is offered as one", async () =>
			scrollEnforced
				.offer(me, context())
				.then(({ isOpen, words }) => !isOpen && /paused/.test(textOf(words))),
		);
		await scroll.setGatewayPaused(false);

		scroll.node.setTaking(false);
		const walk = await startWalk(scrollEnforced, asked(5, ether), parts(5));
		await walk.until(
			"the pause is over",
			() => walk.stage("force").state === "yours",
		);
		await walk.click("force");
		await walk.until("the queue holds it", () => walk.state().queued !== null);
		expect(walk.stage("taken").untilS).toBe(
			(walk.state().queued?.atS ?? 0) + 60,
		);
		// The operator goes on finalizing, and leaves it out.
		await walk.until(
			"the delay is over",
			() => walk.stage("enforced").state === "waiting",
		);
		expect(walk.stage("enforced").words).toMatch(/operator let the delay pass/);
		expect(walk.stage("taken").state).toBe("waiting");
		expect(
			scrollEnforced.click(walk.state(), asked(5, ether), context()),
		).toBeNull();

		// Somebody else with a prover: a node of their own that takes the queue.
		scroll.operator.setCommitting(false);
		scroll.operator.setFinalizing(false);
		const height = scroll.node.head().messagesTaken;
		scroll.node.setTaking(true);
		await waitFor(
			"their node took it",
			() => scroll.node.head().messagesTaken > height,
		);
		await pass();

		// Told first by us; seen on the contracts: the gateway takes a delegated account's transaction, ScrollChain does not.
		await delegateTo(8, scroll.contracts.emptyQueue);
		const delegated = account(8);
		await waitFor("the delegation is proved", async () =>
			scrollEnforced
				.offer(delegated.address, context())
				.then(({ isOpen, words }) => !isOpen && /EIP-7702/.test(textOf(words))),
		);
		await expect(
			startWalk(scrollEnforced, asked(8, ether), parts(8)),
		).rejects.toMatchObject({ code: "order-delegated" });
		await expect(scroll.operator.enforce(delegated.privateKey)).rejects.toThrow(
			/reverted/,
		);
		const call = exitCall(scroll.profile, delegated.address, {
			kind: "scroll-force",
			via: "messenger",
			amountWei: 1n,
			gasLimit: 400_000,
			feeWei: 10n ** 15n,
		});
		const force = (valueWei: bigint) =>
			openSender(l1, network.chainId, delegated.privateKey).send({
				to: call.to,
				data: call.data,
				valueWei,
				gas: 500_000n,
				what: "force, delegated",
			});
		// Its code does not take the surplus back, so the gateway refuses what brings any.
		await expect(force(call.valueWei)).rejects.toThrow(/reverted/);
		await delegateTo(8, account(2).address);
		await expect(force(call.valueWei)).resolves.toMatchObject({
			status: "0x1",
		});
		await expect(scroll.operator.enforce(delegated.privateKey)).rejects.toThrow(
			/reverted/,
		);

		const enforced = await scroll.operator.enforce(account(9).privateKey);
		expect(enforced.messagesTaken).toBeGreaterThan(height);
		expect(
			await l1(
				"eth_call",
				[
					{
						to: scroll.contracts.scrollChain.address,
						data: encodeFunctionData({
							abi: scrollChainAbi,
							functionName: "isEnforcedModeEnabled",
						}),
					},
					"latest",
				],
				d.hash,
			),
		).toMatch(/1$/);
		await walk.until("it is taken", () => walk.stage("taken").state === "done");
		await walk.until("it is proved", () => walk.state().last.message !== null);
		const before = await balanceOnL1(me);
		await walk.click("relay");
		expect((await balanceOnL1(me)) - before).toBeGreaterThan(
			ether - ether / 100n,
		);
		await walk.until("it is done", walk.isDone);
	},
	longMs,
);
