// Scroll on the whole embedded L1, followed by the wallet's own light client and engine: one start for all tests.

import { encodeFunctionData } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fromHex, type Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { Fault } from "../../../src/base/fault.ts";
import { memoryStore } from "../../../src/cli/store.ts";
import { signHash } from "../../../src/crypto/secp256k1.ts";
import { person } from "../../../src/engine/askers.ts";
import { type L1Chain, openL1Chain } from "../../../src/engine/l1-chain.ts";
import { rollupOrderContext } from "../../../src/engine/rollup-orders.ts";
import { openRollups } from "../../../src/engine/rollups.ts";
import type { Settings } from "../../../src/engine/settings.ts";
import { couldBeWrong, traceSteps } from "../../../src/engine/trace.ts";
import {
	joinSignature,
	mostBytesOf,
	signingHash,
} from "../../../src/evidence/transaction.ts";
import { transactionOf } from "../../../src/evidence/transfer.ts";
import { kernelPrecompiles } from "../../../src/evm/precompiles.ts";
import { openScroll } from "../../../src/l2/scroll/runtime/following.ts";
import { openScrollRecheck } from "../../../src/l2/scroll/runtime/recheck-live.ts";
import { checkBalance, coinEvidence } from "../../../src/receipt/balance.ts";
import { decodeNetworkFile } from "../../../src/receipt/networks.ts";
import { isOnRollup } from "../../../src/receipt/orders.ts";
import { openFetch } from "../../../src/web/fetch.ts";
import { shippedKernel } from "../../kernel.ts";
import { saidAll } from "../../said.ts";
import { networkFile } from "../l1/file.ts";
import { type Network, startNetwork } from "../network.ts";
import { lieAboutBalance } from "../op/endpoint.ts";
import { type Rpc, rpcTo } from "../op/rpc.ts";
import { openSender, type Sender } from "../op/sender.ts";
import { openPassing, slotsPerEpoch } from "../pass.ts";
import {
	gatewayAbi,
	l1MessengerAbi,
	l2MessengerAbi,
	oracleAbi,
} from "./abi.ts";
import { l1GasPriceOracle, l2Messenger } from "./chain.ts";
import { type ScrollRollup, startScrollRollup } from "./rollup.ts";

let network: Network;
let scroll: ScrollRollup;
let l1: Rpc;
let l2: Rpc;
let chain: L1Chain;
let follow: ReturnType<typeof openRollups>[number];
let user: Sender;
/** An epoch goes by, or a slot while the operator waits for one. */
let pass: () => Promise<void>;
let file: ReturnType<typeof decodeNetworkFile>;

const account = (index: number) => {
	const found = network.accounts[index];
	if (found === undefined) throw new RangeError(`no account ${index}`);
	return found;
};

const until = async (
	what: string,
	holds: () => Promise<boolean> | boolean,
	timeoutMs = 150_000,
): Promise<void> => {
	const end = Date.now() + timeoutMs;
	while (!(await holds())) {
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
		onProblem: (thrown) => console.error("background:", thrown),
	});
	l1 = rpcTo(network.endpoints.execution);
	l2 = rpcTo(scroll.rpcUrl);
	user = openSender(l1, network.chainId, account(5).privateKey, 120_000, () =>
		network.skip(1),
	);
	pass = openPassing(
		network,
		() => (scroll.operator.isAtWork() ? 1 : slotsPerEpoch),
		[scroll.node.hasFollowed],
	);
	file = decodeNetworkFile(
		JSON.stringify(networkFile(network, [scroll.profile])),
	);
	const settings: Settings = {
		network: file.l1.name,
		imported: [],
		endpoints: [
			{
				chainId: network.chainId,
				beacon: network.endpoints.beacon.map((url, i) => ({
					name: `beacon ${i}`,
					url,
				})),
				execution: [{ name: "node", url: network.endpoints.execution }],
				relay: [],
			},
			{
				chainId: scroll.chainId,
				beacon: [],
				execution: [{ name: "scroll", url: scroll.rpcUrl }],
				relay: [],
			},
		],
		accounts: [],
		account: null,
		tokens: [],
	};
	const ports = {
		fetch: openFetch({ permitted: async () => true }),
		clock: network.clock,
		store: memoryStore(),
		kernel: shippedKernel,
	};
	const [own] = settings.endpoints;
	if (own === undefined) throw new Error("no endpoints");
	const { finalizedRoot } = await network.control.status();
	chain = await openL1Chain(file.l1, own, finalizedRoot, ports, () => {});
	const [rollup] = openRollups(file, settings, chain, ports);
	if (rollup === undefined) throw new Error("no rollup is followed");
	follow = rollup;
}, 180_000);

afterAll(async () => {
	await scroll?.stop();
	await network?.stop();
}, 60_000);

/** The wallet looks again until it sees the batch finalized, in a final L1 block. */
const seesBatch = async (index: number): Promise<void> => {
	await until(`batch ${index} is final`, async () => {
		await chain.round().catch(() => undefined);
		await follow.refresh();
		if (follow.fault() !== null) return false;
		const { value } = await follow.reader.basis("latest");
		return Number(Reflect.get(value, "batchIndex")) >= index;
	});
};
const latest = () => {
	const found = scroll.operator.finalized().at(-1);
	if (found === undefined) throw new Error("nothing is finalized");
	return found;
};

const nobody = "0x00000000000000000000000000000000beef0001";

/** What a person does on both layers, before the wallet looks. */
const act = async (): Promise<void> => {
	const { messenger, enforcedTxGateway } = scroll.contracts;
	await user.sendAll([
		{
			to: messenger.address,
			data: encodeFunctionData({
				abi: l1MessengerAbi,
				functionName: "sendMessage",
				args: [nobody, 7n, "0x", 500_000n],
			}),
			valueWei: 7n + 10n ** 15n,
			gas: 500_000n,
			what: "deposit",
		},
		{
			to: enforcedTxGateway.address,
			data: encodeFunctionData({
				abi: gatewayAbi,
				functionName: "sendTransaction",
				args: [nobody, 5n, 200_000n, "0x"],
			}),
			// The queue's fee; what is too much comes back.
			valueWei: 10n ** 15n,
			gas: 500_000n,
			what: "force a transfer",
		},
	]);
	await openSender(l2, scroll.chainId, account(6).privateKey).send({
		to: l2Messenger,
		data: encodeFunctionData({
			abi: l2MessengerAbi,
			functionName: "sendMessage",
			args: [nobody, 6n, "0x", 0n],
		}),
		valueWei: 6n,
		gas: 500_000n,
		what: "withdraw",
	});
	await until(
		"both messages are on L2",
		async () =>
			(await l2("eth_getBalance", [nobody, "latest"], d.quantity)) === 12n,
	);
	await until(
		"all of it is finalized",
		() => latest().messagesTaken === 2 && BigInt(latest().withdrawRoot) !== 0n,
	);
	scroll.operator.setFinalizing(false);
	scroll.operator.setCommitting(false);
};

test("an account's balance is proved under the root read from L1, as accepted and development, and no more", async () => {
	await act();
	await seesBatch(latest().index);
	const who = account(3).address;
	const { basis, reads } = await follow.reader.read(
		[{ address: who, slots: [] }],
		"latest",
	);
	const [read] = reads;
	expect(read?.account.value.balanceWei).toBe(10n ** 22n);
	expect(basis.value.grade).toMatchObject({
		who: "accepted",
		validity: "development",
		finality: "final",
	});
	if (read === undefined) throw new Error("nothing read");
	const rules = (await traceSteps(read.account)).map(({ rule }) => rule);
	expect(rules).toEqual(
		expect.arrayContaining(["scroll-config", "scroll-root", "scroll-state"]),
	);
	expect(saidAll(await couldBeWrong(read.account))).toMatch(
		/prover is a development one/,
	);
	// The same, checked again from its bytes alone.
	const { finalizedRoot } = await network.control.status();
	expect(finalizedRoot).toMatch(/^0x/);
	const evidence = coinEvidence(read.account);
	const again = await checkBalance(evidence, {
		kernel: shippedKernel,
		networks: [file],
		anchors: [evidence.checkpoint],
	});
	expect(again).toMatchObject({
		chainId: scroll.chainId,
		amount: 10n ** 22n,
		at: { grade: { who: "accepted", validity: "development" } },
	});
});

test("an endpoint that names another balance beside the honest proof is refused", async () => {
	// one that was not read before: what is proved under a root is not asked for again
	const who = account(9).address;
	scroll.rpc.setLie(lieAboutBalance(who, 1n));
	try {
		await expect(
			follow.reader.read([{ address: who, slots: [] }], "latest"),
		).rejects.toMatchObject({ code: "proof-value" });
	} finally {
		scroll.rpc.setLie(undefined);
		for (const { name } of follow.pool.standings()) follow.pool.forgive(name);
	}
});

test("messages of L1's queue are on L2 under the finalized root: one of the messenger's, one that was forced", async () => {
	expect(scroll.node.head().messagesTaken).toBe(2);
	const { reads } = await follow.reader.read(
		[{ address: nobody, slots: [] }],
		"latest",
	);
	expect(reads[0]?.account.value.balanceWei).toBe(12n);
});

test("a message of L2 is paid out on L1 against the finalized withdraw root", async () => {
	const { index, withdrawRoot } = latest();
	const { value } = await follow.reader.basis("latest");
	expect(Reflect.get(value, "withdrawRoot")).toBe(withdrawRoot);
	// The only message: its hash is the root, and the proof is empty.
	await user.send({
		to: scroll.contracts.messenger.address,
		data: encodeFunctionData({
			abi: l1MessengerAbi,
			functionName: "relayMessageWithProof",
			args: [
				account(6).address,
				nobody,
				6n,
				0n,
				"0x",
				{ batchIndex: BigInt(index), merkleProof: "0x" },
			],
		}),
		gas: 500_000n,
		what: "relay the message",
	});
	expect(await l1("eth_getBalance", [nobody, "latest"], d.quantity)).toBe(6n);
});

test("the bundle's proof is found on L1 and checked again, over the bundle before it", async () => {
	const header = await chain.reader.basis("final");
	const { pool, capture } = chain;
	const rollup = openScroll({
		profile: scroll.profile,
		l1: capture,
		l2: follow.pool,
		clock: network.clock,
	});
	const { root } = await rollup.newest(header);
	const { previous, index, stateRoot } = latest();
	const { recheck } = openScrollRecheck({
		pool,
		capture,
		precompiles: kernelPrecompiles(shippedKernel),
		clock: network.clock,
	});
	const since = {
		batchIndex: previous.index,
		stateRoot: previous.stateRoot,
	};
	expect(await recheck(root, header, since)).toMatchObject({
		batchIndex: index,
		stateRoot,
		from: since,
		validity: "development",
	});
	// its own root would do where nothing changed between the two
	const another = `0x${"11".repeat(32)}` as const;
	await expect(
		recheck(root, header, { ...since, stateRoot: another }),
	).rejects.toMatchObject({ code: "recheck-gap" });
});

test("an order there holds back what Scroll's own oracle takes, and is carried out under a later root", async () => {
	const { address: from, privateKey } = account(7);
	const context = rollupOrderContext({
		...{ profile: scroll.profile, ...follow.by(person) },
		simulate: async () => {
			throw new Fault("unverifiable-method", "no block of it is known");
		},
	});
	const valueWei = 10n ** 15n;
	const composed = await context?.compose(
		{ id: "one", origin: null, from, to: nobody, valueWei },
		() => [],
		network.clock.nowMs,
	);
	if (composed === undefined) throw new Error("nothing is signed there");
	const { transfer, reading } = composed.order;
	if (!isOnRollup(transfer) || !("besideWei" in reading))
		throw new Error("an order of another kind");
	const transaction = transactionOf(transfer);
	const bytes = mostBytesOf(transaction);
	const fee = await l2(
		"eth_call",
		[
			{
				to: l1GasPriceOracle,
				data: encodeFunctionData({
					abi: oracleAbi,
					functionName: "getL1Fee",
					args: [`0x${"01".repeat(bytes)}`],
				}),
			},
			"latest",
		],
		d.hash,
	);
	expect(reading.besideWei).toBe(BigInt(fee));
	expect(reading.besideWei).toBeGreaterThan(0n);
	expect(transfer.maxFeePerGasWei).toBeGreaterThan(0n);
	// a call that nobody tried is made where its own bytes say all that leaves, and no other
	const call = (data: Hex) =>
		context?.compose(
			{
				...{ id: "two", origin: null, from, to: scroll.token },
				valueWei: 0n,
				call: { data, accessList: [] },
			},
			() => [],
			network.clock.nowMs,
		);
	const pays: Hex = `0xa9059cbb${"00".repeat(12)}${nobody.slice(2)}${"00".repeat(31)}05`;
	await expect(call(pays)).resolves.toMatchObject({
		order: { reading: { call: { kind: "transfer", amount: 5n } } },
	});
	await expect(call("0x12345678")).rejects.toMatchObject({
		code: "order-unforeseen",
	});

	const before = await l2("eth_getBalance", [nobody, "latest"], d.quantity);
	const { raw } = joinSignature(
		transaction,
		signHash(signingHash(transaction), fromHex(privateKey)),
	);
	await l2("eth_sendRawTransaction", [raw], d.hash);
	const was = latest().index;
	scroll.operator.setCommitting(true);
	scroll.operator.setFinalizing(true);
	await until(
		"it is carried out",
		async () =>
			(await l2("eth_getBalance", [nobody, "latest"], d.quantity)) ===
			before + valueWei,
	);
	const nonce = async (): Promise<number> => {
		const { reads } = await follow.reader.read(
			[{ address: from, slots: [] }],
			"latest",
		);
		return reads[0]?.account.value.nonce ?? 0;
	};
	await until("a later root shows it", async () => {
		await chain.round().catch(() => undefined);
		await follow.refresh();
		return follow.fault() === null && (await nonce()) === 1;
	});
	expect(latest().index).toBeGreaterThan(was);
	scroll.operator.setFinalizing(false);
	scroll.operator.setCommitting(false);
});

test("a false root that the development prover sealed is accepted by L1, and called development", async () => {
	scroll.operator.setLying(true);
	const before = latest().index;
	scroll.operator.setCommitting(true);
	scroll.operator.setFinalizing(true);
	await until("a false root is finalized", () => latest().index > before);
	scroll.operator.setFinalizing(false);
	const lie = latest();
	expect(lie.stateRoot).not.toBe(
		scroll.node.at(lie.lastBlock)?.block.stateRoot,
	);
	// No block has it, so nothing is answered from it.
	await until("the wallet meets it", async () => {
		await chain.round().catch(() => undefined);
		await follow.refresh();
		return follow.fault()?.code === "not-anchored";
	});
	expect(follow.fault()?.detail).toContain(lie.stateRoot);
});

test("stops at code it does not know when ScrollChain is upgraded", async () => {
	const implementation = await scroll.upgrade();
	const code = await l1(
		"eth_getCode",
		[implementation, "latest"],
		d.hexUpTo(50_000),
	);
	expect(code.length).toBeGreaterThan(1000);
	await until("the wallet meets it", async () => {
		await chain.round().catch(() => undefined);
		await follow.refresh();
		return follow.fault()?.code === "l2-unknown-code";
	});
});
