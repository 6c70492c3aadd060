// What an exit needs of the rollup, on the whole L1: an independent node, the bridge, bonds, games that are lost or
// retired, a pause, an upgrade, an L1 reorg; and at the end the operator dies and ether leaves all the same.

import { keccak256, numberToHex } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { type Network, startNetwork } from "../network.ts";
import { artifactOf } from "./abi.ts";
import { readL2Block } from "./blocks.ts";
import { openRollupControl } from "./control.ts";
import { depositTransaction } from "./deposit.ts";
import {
	type Begun,
	begunBy,
	differing,
	dropL1From,
	finalize,
	forceEther,
	forceTokens,
	mappingSlot,
	prove,
	provedWord,
	until,
} from "./exit-scene.ts";
import { gameStatus } from "./games.ts";
import { type OpRollup, startOpRollup } from "./rollup.ts";
import { type Rpc, rpcTo, sleep } from "./rpc.ts";
import { openSender, type Sender } from "./sender.ts";
import { finalizeWithdrawal, initiateWithdrawal } from "./withdrawal.ts";

let network: Network;
let rollup: OpRollup;
let l1: Rpc;
let l2: Rpc;

beforeAll(async () => {
	network = await startNetwork({ slotSeconds: 2 });
	rollup = await startOpRollup({
		l1Rpc: network.endpoints.execution,
		deployerKey: network.rollupDeployer.privateKey,
		accounts: network.accounts.map(({ address }) => address),
		sequencingWindow: 16,
		maxDriftS: 14,
		maxClockS: 30,
		verifier: true,
		onProblem: (thrown) => console.error("background:", thrown),
	});
	l1 = rpcTo(network.endpoints.execution);
	l2 = rpcTo(rollup.rpcUrl);
}, 240_000);

afterAll(async () => {
	await rollup?.stop();
	await network?.stop();
});

const keyOf = (index: number): Hex => {
	const found = network.accounts[index];
	if (found === undefined) throw new RangeError(`no account ${index}`);
	return found.privateKey;
};
const onL1 = (index: number): Sender =>
	openSender(l1, network.chainId, keyOf(index));
const onL2 = (index: number): Sender =>
	openSender(l2, rollup.chainId, keyOf(index));

const balance = (rpc: Rpc, who: Hex): Promise<bigint> =>
	rpc("eth_getBalance", [who, "latest"], d.quantity);

const tokens = async (rpc: Rpc, token: Hex, who: Hex): Promise<bigint> => {
	const data = `0x70a08231${who.slice(2).toLowerCase().padStart(64, "0")}`;
	return BigInt(
		// In OP mode anvil wants the asker to be able to pay.
		await rpc(
			"eth_call",
			[{ from: who, to: token, data }, "latest"],
			d.hexUpTo(32),
		),
	);
};

const word = (value: bigint | number): Hex => numberToHex(value, { size: 32 });
const exitOf = () => {
	const { exit } = rollup.profile;
	if (exit === undefined) throw new Error("the profile has no way out");
	return exit;
};
const portal = (): Hex => rollup.contracts.optimismPortal.address;

const isFinalized = async ({ hash }: Begun): Promise<boolean> =>
	(await provedWord(
		l1,
		portal(),
		mappingSlot(hash, exitOf().slots.finalizedWithdrawals),
	)) === 1n;

/** The newest root of the honest proposer's that covers the block. */
const covering = async ({ blockNumber }: Begun) => {
	const find = () =>
		rollup.proposer
			.proposed()
			.findLast(({ l2BlockNumber }) => l2BlockNumber >= blockNumber);
	await until("a root that covers it", () => find() !== undefined);
	const found = find();
	if (found === undefined) throw new Error("no root");
	return found;
};

/** A root that covers the block, posted by somebody without a role: of another block than the proposer's, who posts the last. */
const proposed = async ({ blockNumber }: Begun) => {
	await until("it is batched", () => rollup.node.safe() > blockNumber);
	return rollup.games.propose(rollup.node.safe() - 1);
};

const plain = async (index: number, wei: bigint): Promise<Begun> => {
	const sender = onL2(index);
	const receipt = await sender.send(
		initiateWithdrawal(onL1(index).address.toLowerCase() as Hex, wei),
	);
	return begunBy(l2, receipt.transactionHash);
};

test("the profile names the bridge, the bond and the delays that L1 holds", async () => {
	const exit = exitOf();
	const at = (contract: Hex, slot: number | Hex) =>
		provedWord(l1, contract, typeof slot === "number" ? word(slot) : slot);
	const { contracts, profile, keys } = rollup;
	expect(
		await at(
			contracts.disputeGameFactory.address,
			mappingSlot("0x00", exit.slots.initBonds),
		),
	).toBe(BigInt(exit.initBondWei));
	expect(exit.initBondWei).toBe("80000000000000000");
	expect(await at(contracts.systemConfig.address, exit.slots.batcherHash)).toBe(
		BigInt(rollup.batcher.address),
	);
	expect(await at(contracts.superchainConfig.address, exit.slots.paused)).toBe(
		0n,
	);
	const deployer = BigInt(network.rollupDeployer.address);
	expect(keys.deployer).toBe(network.rollupDeployer.privateKey);
	expect(
		await at(contracts.superchainConfig.address, exit.slots.guardian),
	).toBe(deployer);
	expect(
		await at(exit.contracts.proxyAdmin.address, exit.slots.proxyAdminOwner),
	).toBe(deployer);
	for (const { address } of [
		...Object.values(profile.contracts),
		exit.contracts.superchainConfig,
		exit.contracts.l1StandardBridge,
		exit.contracts.l1CrossDomainMessenger,
		exit.contracts.delayedWeth,
	])
		expect(await at(address, exit.slots.admin)).toBe(
			BigInt(exit.contracts.proxyAdmin.address),
		);
	const { proofMaturityS, gameFinalityS, maxClockS } = rollup.delays;
	const view = async (to: Hex, selector: Hex) =>
		BigInt(
			await l1("eth_call", [{ to, data: selector }, "latest"], d.hexUpTo(32)),
		);
	expect(await view(portal(), "0xbf653a5c")).toBe(BigInt(proofMaturityS));
	expect(await view(portal(), "0x952b2797")).toBe(BigInt(gameFinalityS));
	expect(await view(profile.game.implementation, "0xdabd396d")).toBe(
		BigInt(maxClockS),
	);
	expect(exit).toMatchObject({
		proofMaturityS,
		gameFinalityS,
		gameClockS: maxClockS,
		sequencingWindow: { blocks: 16, seconds: 32 },
		tokens: [{ l1: rollup.bridged.l1, l2: rollup.bridged.l2 }],
	});
});

test("the slots of the profile are those of the artifacts' storage layouts", () => {
	const { slots } = exitOf();
	const slotOf = (name: string, label: string) =>
		artifactOf(name).slots.get(label);
	expect(slots).toMatchObject({
		finalizedWithdrawals: slotOf("OptimismPortal2", "finalizedWithdrawals"),
		provenWithdrawals: slotOf("OptimismPortal2", "provenWithdrawals"),
		proofSubmitters: slotOf("OptimismPortal2", "proofSubmitters"),
		initBonds: slotOf("DisputeGameFactory", "initBonds"),
		batcherHash: slotOf("SystemConfig", "batcherHash"),
		proxyAdminOwner: slotOf("ProxyAdmin", "_owner"),
		relayedMessages: slotOf("L1CrossDomainMessenger", "successfulMessages"),
		failedMessages: slotOf("L1CrossDomainMessenger", "failedMessages"),
		resolvedClaims: slotOf("FaultDisputeGame", "resolvedSubgames"),
		gameCredit: slotOf("FaultDisputeGame", "credit"),
	});
});

test("the verifier derives the sequencer's blocks from L1 alone, users' transactions and deposits", async () => {
	const verifier = rpcTo(rollup.verifier.rpcUrl);
	await onL2(4).send({
		to: numberToHex(0xbeef01, { size: 20 }),
		data: "0x",
		valueWei: 5n,
		gas: 21_000n,
		what: "a transfer",
	});
	const receiver = numberToHex(0xbeef01, { size: 20 });
	await until(
		"the transfer is on the verifier",
		async () => (await balance(verifier, receiver)) === 5n,
	);
	// The deposits of the setup may be in later blocks than the transfer: both wait for their origin on L1.
	const [holder] = rollup.accounts;
	if (holder === undefined) throw new Error("no account");
	for (const node of [l2, verifier])
		await until(
			"the deposited tokens are there",
			async () =>
				(await tokens(node, rollup.bridged.l2, holder)) === 1000n * 10n ** 18n,
		);
	const number = rollup.verifier.node().safe();
	expect(number).toBeGreaterThan(1);
	expect(differing(rollup, number)).toEqual([]);
	const own = await readL2Block(verifier, number);
	expect(own).toEqual(await readL2Block(l2, number));
	await expect(
		openSender(verifier, rollup.chainId, keyOf(4)).send({
			to: holder,
			data: "0x",
			gas: 21_000n,
			what: "a transfer",
		}),
	).rejects.toThrow("force the transaction through L1");
});

test("the verifier stops, its port is silent, and it derives everything anew", async () => {
	const before = rollup.verifier.node().safe();
	await rollup.verifier.stop();
	await expect(
		balance(rpcTo(rollup.verifier.rpcUrl), rollup.token),
	).rejects.toThrow();
	await rollup.verifier.start();
	expect(rollup.verifier.node().safe()).toBeGreaterThanOrEqual(before);
	expect(differing(rollup, before)).toEqual([]);
});

describe.concurrent("journeys beside each other", () => {
	test("bridged tokens leave by a forced transaction, and every slot of the profile says so", async () => {
		const sender = onL1(1);
		const exit = exitOf();
		const amount = 30n * 10n ** 18n;
		const had = await tokens(l1, rollup.bridged.l1, sender.address);
		const id = await forceTokens(rollup, sender, amount);
		const begun = await begunBy(l2, id);
		expect(await tokens(l2, rollup.bridged.l2, sender.address)).toBe(
			970n * 10n ** 18n,
		);
		const { slots } = exit;
		const proven = mappingSlot(
			sender.address,
			mappingSlot(begun.hash, slots.provenWithdrawals),
		);
		const submitters = mappingSlot(begun.hash, slots.proofSubmitters);
		const finalized = mappingSlot(begun.hash, slots.finalizedWithdrawals);
		for (const slot of [proven, submitters, finalized])
			expect(await provedWord(l1, portal(), slot)).toBe(0n);

		const output = await covering(begun);
		const { blockNumber } = await prove(rollup, sender, begun, output);
		const { timestamp } = await l1(
			"eth_getBlockByNumber",
			[numberToHex(blockNumber), false],
			d.record({ timestamp: d.quantity }),
		);
		expect(await provedWord(l1, portal(), proven)).toBe(
			(timestamp << 160n) | BigInt(output.game),
		);
		expect(await provedWord(l1, portal(), submitters)).toBe(1n);
		expect(await provedWord(l1, portal(), keccak256(submitters))).toBe(
			BigInt(sender.address),
		);

		await finalize(rollup, sender, begun);
		expect(await provedWord(l1, portal(), finalized)).toBe(1n);
		expect(await tokens(l1, rollup.bridged.l1, sender.address)).toBe(
			had + amount,
		);
		// The message inside the withdrawal is its data: relayMessage with its arguments, hashed as it stands.
		const message = keccak256(begun.withdrawal.data);
		expect(
			await provedWord(
				l1,
				exit.contracts.l1CrossDomainMessenger.address,
				mappingSlot(message, slots.relayedMessages),
			),
		).toBe(1n);
		expect(
			await provedWord(
				l1,
				output.game,
				mappingSlot("0x00", slots.resolvedClaims),
			),
		).toBe(1n);
		await expect(
			sender.send(finalizeWithdrawal(rollup.contracts, begun.withdrawal)),
		).rejects.toThrow("reverted");
	});

	test("a game is lost after the proof: it has to be proved again, against another", async () => {
		const sender = onL1(2);
		const begun = await plain(2, 11n);
		const first = await proposed(begun);
		await prove(rollup, sender, begun, first);
		await rollup.games.lose(first.game);
		expect(await gameStatus(l1, first.game)).toBe("challenger wins");
		await sleep(1000 * (rollup.delays.proofMaturityS + 3));
		expect(await rollup.checkWithdrawal(begun.hash, sender.address)).toContain(
			"output proposal has not been validated",
		);
		await expect(prove(rollup, sender, begun, first)).rejects.toThrow();
		const second = await covering(begun);
		expect(second.game).not.toBe(first.game);
		await prove(rollup, sender, begun, second);
		await finalize(rollup, sender, begun);
		expect(await isFinalized(begun)).toBe(true);
	});
});

test("the guardian blacklists a game, retires games, pauses; the portal's code is replaced; ether leaves at the end", async () => {
	const sender = onL1(3);
	const begun = await plain(3, 13n);
	const says = () => rollup.checkWithdrawal(begun.hash, sender.address);

	rollup.proposer.setRunning(false);
	const first = await proposed(begun);
	await prove(rollup, sender, begun, first);
	await rollup.guardian.blacklist(first.game);
	expect(await says()).toContain("dispute game has been blacklisted");
	expect(
		await provedWord(
			l1,
			portal(),
			mappingSlot(first.game, rollup.profile.slots.blacklist),
		),
	).toBe(1n);

	const second = await rollup.games.propose();
	await prove(rollup, sender, begun, second);
	await rollup.guardian.retireGames();
	await rollup.games.resolveAll();
	expect(await gameStatus(l1, second.game)).toBe("defender wins");
	expect(await says()).toContain("before respected game type was updated");

	const before = await provedWord(
		l1,
		portal(),
		rollup.profile.slots.implementation,
	);
	const implementation = await rollup.guardian.upgradePortal();
	expect(
		await provedWord(l1, portal(), rollup.profile.slots.implementation),
	).toBe(BigInt(implementation));
	expect(BigInt(implementation)).not.toBe(before);
	const code = await l1(
		"eth_getCode",
		[implementation, "latest"],
		d.hexUpTo(100_000),
	);
	expect(keccak256(code)).not.toBe(
		rollup.profile.contracts.optimismPortal.implementationCodeHash,
	);

	const third = await rollup.games.propose();
	await prove(rollup, sender, begun, third);
	await rollup.games.resolveAll();
	await rollup.guardian.pause();
	expect(
		await provedWord(
			l1,
			rollup.contracts.superchainConfig.address,
			exitOf().slots.paused,
		),
	).toBe(1n);
	await until(
		"only the pause is in the way",
		async () => (await says()) === "ready",
	);
	await expect(
		sender.send(finalizeWithdrawal(rollup.contracts, begun.withdrawal)),
	).rejects.toThrow("reverted");
	await rollup.guardian.unpause();
	await finalize(rollup, sender, begun);
	expect(await isFinalized(begun)).toBe(true);
});

test("an L1 reorg drops a proof: the portal knows nothing of it, and takes it again", async () => {
	const sender = onL1(4);
	const begun = await plain(4, 17n);
	const output = await proposed(begun);
	rollup.proposer.setRunning(true);
	const slot = mappingSlot(
		sender.address,
		mappingSlot(begun.hash, exitOf().slots.provenWithdrawals),
	);
	await sleep(6000); // the game stays
	const { blockNumber } = await prove(rollup, sender, begun, output);
	expect(await provedWord(l1, portal(), slot)).not.toBe(0n);
	await dropL1From(network, l1, blockNumber);
	expect(await provedWord(l1, portal(), slot)).toBe(0n);
	await prove(rollup, sender, begun, output);
	expect(await provedWord(l1, portal(), slot)).not.toBe(0n);
});

test("a sequencer that stays with its origin leaves a deposit out until the drift is used up", async () => {
	rollup.sequencer.holdOrigin(true);
	const receiver = numberToHex(0xbeef02, { size: 20 });
	const { blockNumber } = await onL1(5).send(
		depositTransaction(portal(), { to: receiver, mintWei: 3n, valueWei: 3n }),
	);
	await until(
		"the deposit is on L2",
		async () => (await balance(l2, receiver)) === 3n,
	);
	rollup.sequencer.holdOrigin(false);
	let including = rollup.node.head();
	for (let n = including.block.number; n > 0; n--) {
		const derived = rollup.node.at(n);
		if (derived === undefined || derived.origin.number < blockNumber) break;
		including = derived;
	}
	expect(including.origin.number).toBe(blockNumber);
	const { block, origin } = including;
	expect(block.timestamp - origin.timestamp).toBeGreaterThanOrEqual(
		rollup.delays.maxDriftS - 2,
	);
	expect(including.sequenced).toBe(true);
	await until(
		"the verifier agrees",
		() => rollup.verifier.node().safe() >= block.number,
	);
	expect(differing(rollup, block.number)).toEqual([]);
});

test("a batcher that withholds is overruled: L1 takes the deposit, and the sequencer's own blocks go", async () => {
	rollup.batcher.stop();
	await sleep(4000); // a batch that was on its way
	const receiver = numberToHex(0xbeef03, { size: 20 });
	const paid = numberToHex(0xbeef04, { size: 20 });
	const transfer = await onL2(6).send({
		to: paid,
		data: "0x",
		valueWei: 1n,
		gas: 21_000n,
		what: "a transfer that is not batched",
	});
	const own = rollup.node.at(transfer.blockNumber)?.block.hash;
	await onL1(5).send(
		depositTransaction(portal(), { to: receiver, mintWei: 4n, valueWei: 4n }),
	);
	const verifier = rpcTo(rollup.verifier.rpcUrl);
	await until(
		"the verifier has the deposit",
		async () => (await balance(verifier, receiver)) === 4n,
	);
	const node = rollup.verifier.node();
	expect(node.at(transfer.blockNumber)?.sequenced).toBe(false);
	expect(node.at(transfer.blockNumber)?.block.hash).not.toBe(own);
	expect(await balance(verifier, paid)).toBe(0n);
	await until(
		"the sequencer's node agrees",
		() =>
			rollup.node.at(transfer.blockNumber)?.block.hash ===
			node.at(transfer.blockNumber)?.block.hash,
	);
	rollup.batcher.start();
	await until(
		"the transfer is there after all",
		async () => (await balance(verifier, paid)) === 1n,
	);
	expect(differing(rollup, node.safe() - 1)).toEqual([]);
});

test("the switches of exits answer over HTTP", async () => {
	const control = await openRollupControl(0, rollup);
	const press = async (name: string, params: unknown = null) => {
		const response = await fetch(`${control.url}/${name}`, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({ params }),
		});
		return { status: response.status, body: await response.text() };
	};
	const isPaused = async (): Promise<boolean> =>
		(await provedWord(
			l1,
			rollup.contracts.superchainConfig.address,
			exitOf().slots.paused,
		)) === 1n;
	try {
		expect((await press("pause", "on")).status).toBe(200);
		expect(await isPaused()).toBe(true);
		expect((await press("pause", "off")).status).toBe(200);
		expect(await isPaused()).toBe(false);
		const { body } = await press("status");
		expect(body).toContain(`"rpc":"${rollup.verifier.rpcUrl}"`);
		await press("verifier", "stop");
		expect(rollup.verifier.isRunning()).toBe(false);
		expect((await press("status")).body).toContain('"verifier":null');
		expect((await press("verifier", "run")).body).toContain(
			rollup.verifier.rpcUrl,
		);
		expect(rollup.verifier.isRunning()).toBe(true);
		const posted = await press("propose");
		expect(posted).toMatchObject({ status: 200 });
		const games = await rollup.games.list();
		expect(games.some(({ address }) => posted.body.includes(address))).toBe(
			true,
		);
		expect((await press("loseGame", {})).status).toBe(400);
		expect((await press("sequencer", "dance")).status).toBe(400);
	} finally {
		await control.stop();
	}
});

test("the operator is dead: a forced withdrawal is derived, proposed, proved, resolved and paid by strangers alone", async () => {
	const took: Record<string, number> = {};
	let since = Date.now();
	const mark = (step: string): void => {
		took[step] = (Date.now() - since) / 1000;
		since = Date.now();
	};
	await rollup.killEverythingButVerifier();
	mark("kill");
	for (const url of [rollup.rpcUrl, rollup.relayUrl, rollup.chainUrl])
		await expect(fetch(url)).rejects.toThrow();
	const sender = onL1(7);
	const verifier = rpcTo(rollup.verifier.rpcUrl);
	const wei = 5n * 10n ** 18n;
	const id = await forceEther(rollup, sender, wei);
	mark("force");
	const begun = await begunBy(verifier, id);
	mark("derived");
	expect(begun.withdrawal).toMatchObject({
		value: wei,
		sender: sender.address,
	});
	const output = await rollup.games.propose();
	expect(output.l2BlockNumber).toBeGreaterThanOrEqual(begun.blockNumber);
	mark("propose");
	await prove(rollup, sender, begun, output, verifier);
	mark("prove");
	await rollup.games.resolveAll();
	mark("resolve");
	const had = await balance(l1, sender.address);
	await finalize(rollup, sender, begun);
	mark("finalize");
	expect(await balance(l1, sender.address)).toBeGreaterThan(
		had + wei - 10n ** 17n,
	);
	expect(await isFinalized(begun)).toBe(true);
	console.info("seconds of an exit:", took);
});
