// The whole rollup on the whole L1: real execution and consensus below it.

import { secp256k1 } from "@noble/curves/secp256k1.js";
import { concat, keccak256, numberToHex, pad, slice } from "viem";
import { publicKeyToAddress } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
	fromHex,
	type Hex,
	concat as join,
	toHex,
} from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { type Network, startNetwork } from "../network.ts";
import { followed } from "../pass.ts";
import { l1Block, messagePasser } from "./address.ts";
import { headerHash, readL2Block } from "./blocks.ts";
import { openRollupControl } from "./control.ts";
import { depositTopic, depositTransaction } from "./deposit.ts";
import { lieAboutBalance } from "./endpoint.ts";
import { claimCount, gameCount, gameStatus, readGame } from "./games.ts";
import { type OpRollup, startOpRollup } from "./rollup.ts";
import { type Rpc, rpcTo, sleep } from "./rpc.ts";
import { openSender } from "./sender.ts";
import {
	finalizeWithdrawal,
	initiateWithdrawal,
	proveWithdrawal,
	withdrawalOf,
	withdrawalProof,
} from "./withdrawal.ts";

let network: Network;
let rollup: OpRollup;
let l1: Rpc;
let l2: Rpc;

beforeAll(async () => {
	network = await startNetwork({ slotSeconds: 2 });
	rollup = await startOpRollup({
		l1Rpc: network.endpoints.execution,
		deployerKey: network.rollupDeployer.privateKey,
		sequencingWindow: 16,
		maxClockS: 48,
		time: network,
		onProblem: (thrown) => console.error("background:", thrown),
	});
	l1 = rpcTo(network.endpoints.execution);
	l2 = rpcTo(rollup.rpcUrl);
});

afterAll(async () => {
	await rollup?.stop();
	await network?.stop();
});

const until = async (
	what: string,
	holds: () => Promise<boolean> | boolean,
	pass = rollup.pass,
): Promise<void> => {
	const end = Date.now() + 90_000;
	while (!(await holds())) {
		if (Date.now() > end) throw new Error(`in vain: ${what}`);
		await pass();
	}
};

/** Goes by on all clocks; a moment, too, for whoever was at work. */
const passSeconds = async (seconds: number): Promise<void> => {
	await network.skip(Math.ceil(seconds / network.slotSeconds), true);
	await followed([rollup.hasFollowed]);
	await sleep(600);
};

const account = (index: number) => {
	const found = network.accounts[index];
	if (found === undefined) throw new RangeError(`no account ${index}`);
	return found;
};

const senderOn = (rpc: Rpc, chainId: number, index: number) =>
	openSender(rpc, chainId, account(index).privateKey, 120_000, async () => {
		if (rpc === l1) await rollup.mine();
	});

const balance = (rpc: Rpc, who: Hex): Promise<bigint> =>
	rpc("eth_getBalance", [who, "latest"], d.quantity);

const nobody = (n: number): Hex => numberToHex(0xbeef00 + n, { size: 20 });

test("L2 blocks keep their pace, name their L1 origin and hash as their headers say", async () => {
	const { block, origin } = rollup.node.head();
	const onChain = await readL2Block(l2, block.number);
	expect(headerHash(onChain)).toBe(onChain.hash);
	const parent = await readL2Block(l2, block.number - 1);
	expect(onChain.timestamp - parent.timestamp).toBe(rollup.profile.blockTimeS);
	const slot0 = await l2(
		"eth_getStorageAt",
		[l1Block, pad("0x", { size: 32 }), numberToHex(block.number)],
		d.hash,
	);
	expect(BigInt(slice(slot0, 24))).toBe(BigInt(origin.number));
	const l1Origin = await l1(
		"eth_getBlockByNumber",
		[numberToHex(origin.number), false],
		d.record({ hash: d.hash }),
	);
	expect(l1Origin.hash).toBe(origin.hash);
});

test("accounts hold ether and tokens on L2, tokens from the first anchor on", async () => {
	const { address } = account(3);
	expect(await balance(l2, address)).toBe(10n ** 22n);
	const slot = keccak256(
		concat([pad(address, { size: 32 }), pad("0x", { size: 32 })]),
	);
	expect(
		BigInt(await l2("eth_getStorageAt", [rollup.token, slot, "0x1"], d.hash)),
	).toBe(1_000_000n * 10n ** 18n);
});

test("a deposit on L1 mints and calls on L2, also twice by one account in one block", async () => {
	const sender = senderOn(l1, network.chainId, 1);
	const portal = rollup.contracts.optimismPortal.address;
	await sender.sendAll([
		depositTransaction(portal, { to: nobody(1), mintWei: 7n, valueWei: 7n }),
		depositTransaction(portal, { to: nobody(2), mintWei: 9n, valueWei: 9n }),
	]);
	await until(
		"both deposits are on L2",
		async () =>
			(await balance(l2, nobody(1))) === 7n &&
			(await balance(l2, nobody(2))) === 9n,
	);
});

test("a deposit that cannot be paid is in the block and moves nothing", async () => {
	const before = rollup.node.head().block.number;
	const sender = senderOn(l1, network.chainId, 1);
	await sender.send(
		depositTransaction(rollup.contracts.optimismPortal.address, {
			to: nobody(3),
			valueWei: 10n ** 30n,
		}),
	);
	let at = before + 1;
	await until("the deposit is on L2", () => {
		const derived = rollup.node.at(at);
		if (derived === undefined) return false;
		if (derived.deposits > 1) return true;
		at++;
		return false;
	});
	const id = rollup.node.at(at)?.block.transactions[1];
	const receipt = await l2(
		"eth_getTransactionReceipt",
		[id],
		d.record({ status: d.smallQuantity }),
	);
	expect(receipt.status).toBe(0);
	expect(await balance(l2, nobody(3))).toBe(0n);
});

test("posted roots are those of true blocks, computed another way", async () => {
	await until("two roots", () => rollup.proposer.proposed().length >= 2);
	// before they are counted: another may come meanwhile
	const proposed = [...rollup.proposer.proposed()];
	const count = await gameCount(l1, rollup.contracts);
	const posted = new Map<Hex, number>();
	for (let i = 0; i < count; i++) {
		const game = await readGame(l1, rollup.contracts, i);
		posted.set(game.rootClaim, game.l2BlockNumber);
	}
	for (const { root, l2BlockNumber } of proposed) {
		const at = numberToHex(l2BlockNumber);
		const block = await l2(
			"eth_getBlockByNumber",
			[at, false],
			d.record({ hash: d.hash, stateRoot: d.hash }),
		);
		const { storageHash } = await l2(
			"eth_getProof",
			[messagePasser, [], at],
			d.record({ storageHash: d.hash }),
		);
		expect(root).toBe(
			keccak256(
				concat([
					pad("0x", { size: 32 }),
					block.stateRoot,
					storageHash,
					block.hash,
				]),
			),
		);
		expect(posted.get(root)).toBe(l2BlockNumber);
	}
});

const payloadOf = async (path: string) => {
	const response = await fetch(`${rollup.relayUrl}${path}`);
	return d.record({ payload: d.hexUpTo(2_000_000), signature: d.hexUpTo(65) })(
		await response.json(),
		path,
	);
};

const signerOf = (payload: Hex, signature: Hex): Hex => {
	const digest = keccak256(
		concat([
			pad("0x", { size: 32 }),
			numberToHex(rollup.chainId, { size: 32 }),
			keccak256(payload),
		]),
	);
	const point = secp256k1.Point.fromBytes(
		secp256k1.recoverPublicKey(
			join(fromHex(slice(signature, 64)), fromHex(slice(signature, 0, 64))),
			fromHex(digest),
			{ prehash: false },
		),
	);
	return `0x${publicKeyToAddress(toHex(point.toBytes(false)))
		.slice(2)
		.toLowerCase()}`;
};

const sequencerOnL1 = async (): Promise<Hex> => {
	const { storageProof } = await l1(
		"eth_getProof",
		[
			rollup.contracts.systemConfig.address,
			[rollup.profile.slots.sequencerKey],
			"latest",
		],
		d.record({
			storageProof: d.list(d.record({ value: d.hexUpTo(32) }), 1, 1),
		}),
	);
	return numberToHex(BigInt(storageProof[0]?.value ?? 0), { size: 20 });
};

const blockHashIn = (payload: Hex): Hex => slice(payload, 32 + 472, 32 + 504);
const numberIn = (payload: Hex): number =>
	Number(BigInt(toHex(fromHex(slice(payload, 32 + 404, 32 + 412)).reverse())));

test("the relay's payload is the chain's block, signed by the key that L1 storage names", async () => {
	const { payload, signature } = await payloadOf("/latest");
	expect(signerOf(payload, signature)).toBe(await sequencerOnL1());
	const block = await readL2Block(l2, numberIn(payload));
	expect(blockHashIn(payload)).toBe(block.hash);
	expect(await payloadOf(`/payload/${block.number}`)).toEqual({
		payload,
		signature,
	});
	expect((await fetch(`${rollup.relayUrl}/payload/999999`)).status).toBe(404);
});

test("the relay lies on demand: other key, altered, conflicting, stale", async () => {
	const number = rollup.sequencer.newest() ?? 0;
	const path = `/payload/${number}`;
	const honest = await payloadOf(path);
	const sequencer = await sequencerOnL1();
	rollup.relay.setLie("other-key");
	const other = await payloadOf(path);
	expect(other.payload).toBe(honest.payload);
	expect(signerOf(other.payload, other.signature)).not.toBe(sequencer);
	rollup.relay.setLie("altered");
	const altered = await payloadOf(path);
	expect(blockHashIn(altered.payload)).toBe(blockHashIn(honest.payload));
	expect(signerOf(altered.payload, altered.signature)).not.toBe(sequencer);
	rollup.relay.setLie("conflicting");
	const conflicting = await payloadOf(path);
	expect(signerOf(conflicting.payload, conflicting.signature)).toBe(sequencer);
	expect(numberIn(conflicting.payload)).toBe(number);
	expect(blockHashIn(conflicting.payload)).not.toBe(
		blockHashIn(honest.payload),
	);
	rollup.relay.setLie("stale");
	const stale = await payloadOf("/latest");
	await until(
		"two more payloads",
		() => (rollup.sequencer.newest() ?? 0) >= numberIn(stale.payload) + 2,
	);
	expect(await payloadOf("/latest")).toEqual(stale);
	rollup.relay.setLie(undefined);
	expect(await payloadOf(path)).toEqual(honest);
	await rollup.relay.stop();
	await expect(payloadOf(path)).rejects.toThrow();
	await rollup.relay.start();
	expect(await payloadOf(path)).toEqual(honest);
});

test("the public endpoint lies on demand, can be stopped, and lets nobody drive the chain", async () => {
	const { address } = account(4);
	rollup.rpc.setLie(lieAboutBalance(address, 1n));
	expect(await balance(l2, address)).toBe(1n);
	expect(await balance(rpcTo(rollup.chainUrl), address)).toBe(10n ** 22n);
	rollup.rpc.setLie(undefined);
	expect(await balance(l2, address)).toBe(10n ** 22n);
	await expect(
		l2("anvil_setBalance", [address, "0x0"], (raw) => raw),
	).rejects.toThrow("method not found");
	await expect(
		l2("eth_sendRawTransaction", ["0x7e01"], d.hash),
	).rejects.toThrow("deposits come from L1");
	await rollup.rpc.stop();
	await expect(balance(l2, address)).rejects.toThrow();
	await rollup.rpc.start();
	expect(await balance(l2, address)).toBe(10n ** 22n);
});

test("a transaction that its sender cannot pay is refused", async () => {
	const poor = openSender(l2, rollup.chainId, keccak256("0x9009"));
	await expect(
		poor.send({ to: nobody(8), data: "0x", gas: 21_000n, what: "nothing" }),
	).rejects.toThrow("insufficient funds");
});

describe("while the clocks of games run", () => {
	test("a withdrawal is initiated, proved, its game resolved, and paid out", async () => {
		const onL2 = senderOn(l2, rollup.chainId, 2);
		const onL1 = senderOn(l1, network.chainId, 2);
		const receipt = await onL2.send(initiateWithdrawal(nobody(4), 123n));
		const { withdrawal, hash: id } = withdrawalOf(receipt);
		const covering = () =>
			rollup.proposer
				.proposed()
				.find(({ l2BlockNumber }) => l2BlockNumber >= receipt.blockNumber);
		await until("a root that covers it", () => covering() !== undefined);
		const output = covering();
		if (output === undefined) throw new Error("no root");
		const count = await gameCount(l1, rollup.contracts);
		let index = count - 1;
		while (
			(await readGame(l1, rollup.contracts, index)).address !== output.game
		)
			index--;
		const proof = await withdrawalProof(l2, id, output.l2BlockNumber);
		await onL1.send(
			proveWithdrawal(rollup.contracts, withdrawal, index, output, proof),
		);
		await expect(
			onL1.send(finalizeWithdrawal(rollup.contracts, withdrawal)),
		).rejects.toThrow("reverted");
		await until(
			"the game is won",
			async () => (await gameStatus(l1, output.game)) === "defender wins",
		);
		await until(
			"the anchor moves to it",
			async () => (await rollup.anchor()).l2BlockNumber >= output.l2BlockNumber,
		);
		await passSeconds(rollup.delays.gameFinalityS + 2);
		await onL1.send(finalizeWithdrawal(rollup.contracts, withdrawal));
		expect(await balance(l1, nobody(4))).toBe(123n);
	});

	test("anyone posts a false root: it stands while nobody answers it, and loses once somebody does", async () => {
		rollup.challenger.setRunning(false);
		await sleep(1500);
		const posted = await rollup.proposeFalseRoot();
		expect((await rollup.outputAt(posted.l2BlockNumber)).root).not.toBe(
			posted.root,
		);
		await passSeconds(3);
		expect(await claimCount(l1, posted.game)).toBe(1);
		rollup.challenger.setRunning(true);
		await until("it is answered", () =>
			rollup.challenger.challenged().includes(posted.game),
		);
		expect(await claimCount(l1, posted.game)).toBe(2);
		await until(
			"the false root loses",
			async () => (await gameStatus(l1, posted.game)) === "challenger wins",
		);
		expect((await rollup.anchor()).root).not.toBe(posted.root);
	});

	test("a true root that somebody answers is stood up for and wins", async () => {
		const before = rollup.proposer.proposed().length;
		await until("a root", () => rollup.proposer.proposed().length > before);
		const game = rollup.proposer.proposed().at(-1)?.game ?? "0x";
		await rollup.attackRoot(game);
		await until("it is defended", () =>
			rollup.challenger.defended().includes(game),
		);
		await until(
			"the true root wins",
			async () => (await gameStatus(l1, game)) === "defender wins",
		);
	});
});

test("a forged block fits together in all but L1: proofs, posted root, sequencer's payload", async () => {
	const { address } = account(7);
	const forged = await rollup.forge(new Map([[address, 77n]]));
	rollup.challenger.setRunning(false);
	const { number } = forged.block;
	const claimed = await rollup.proposeFalseRoot({
		l2BlockNumber: number,
		root: forged.output.root,
	});
	rollup.rpc.setLie(forged.lie);
	expect(await balance(l2, address)).toBe(77n);
	const { accountProof } = await l2(
		"eth_getProof",
		[address, [], numberToHex(number)],
		d.record({ accountProof: d.list(d.hexUpTo(1024), 64, 1) }),
	);
	expect(keccak256(accountProof[0] ?? "0x")).toBe(forged.block.stateRoot);
	expect(headerHash(await readL2Block(l2, number))).toBe(
		forged.output.latestBlockhash,
	);
	rollup.rpc.setLie(undefined);
	rollup.relay.setLie(forged.relayLie);
	const { payload, signature } = await payloadOf(`/payload/${number}`);
	rollup.relay.setLie(undefined);
	expect(signerOf(payload, signature)).toBe(await sequencerOnL1());
	expect(blockHashIn(payload)).toBe(forged.block.hash);
	await until("the true block", () => rollup.node.at(number) !== undefined);
	expect((await rollup.outputAt(number)).root).not.toBe(claimed.root);
	rollup.challenger.setRunning(true);
	await until("it is answered", () =>
		rollup.challenger.challenged().includes(claimed.game),
	);
});

test("the proposer stops, and lies", async () => {
	rollup.proposer.setRunning(false);
	await passSeconds(5); // a root that was on its way
	const count = rollup.proposer.proposed().length;
	await passSeconds(7);
	await sleep(1500);
	expect(rollup.proposer.proposed().length).toBe(count);
	rollup.proposer.setLying(true);
	rollup.proposer.setRunning(true);
	// Without waiting for the challenger: each of its answers takes a block, and in each block stands another lie.
	await until(
		"a lie",
		() => rollup.proposer.proposed().length > count,
		() => sleep(100),
	);
	rollup.proposer.setLying(false);
	const lie = rollup.proposer.proposed()[count];
	if (lie === undefined) throw new Error("no lie");
	expect((await rollup.outputAt(lie.l2BlockNumber)).root).not.toBe(lie.root);
	await until(
		"the lie loses",
		async () => (await gameStatus(l1, lie.game)) === "challenger wins",
	);
});

test("a stopped sequencer makes no blocks and no batches; a forced transaction takes effect all the same", async () => {
	rollup.sequencer.stop();
	// blocks that were being made, more than one where the machine was slow
	let number = -1;
	await until(
		"no block is being made any more",
		() => {
			const before = number;
			({ number } = rollup.node.head().block);
			return number === before;
		},
		() => passSeconds(1.5),
	);
	const signed = rollup.sequencer.newest();
	await passSeconds(2.5);
	expect(rollup.node.head().block.number).toBe(number);
	await until(
		"all its blocks are batched",
		() => rollup.batcher.safe() >= number,
	);
	const batches = await l1(
		"eth_getTransactionCount",
		[rollup.batcher.address, "latest"],
		d.smallQuantity,
	);
	await senderOn(l1, network.chainId, 5).send(
		depositTransaction(rollup.contracts.optimismPortal.address, {
			to: nobody(5),
			mintWei: 5n,
			valueWei: 5n,
		}),
	);
	await until(
		"the forced transaction is on L2",
		async () => (await balance(l2, nobody(5))) === 5n,
	);
	expect(rollup.node.head().block.number).toBeGreaterThan(number);
	expect(rollup.node.head().sequenced).toBe(false);
	expect(rollup.sequencer.newest()).toBe(signed);
	expect(
		await l1(
			"eth_getTransactionCount",
			[rollup.batcher.address, "latest"],
			d.smallQuantity,
		),
	).toBe(batches);
	rollup.sequencer.start();
	await until("blocks are sequenced again", () => rollup.node.head().sequenced);
	await until("batches too", () => rollup.batcher.safe() > number);
});

test("a censored account gets nothing in, except through L1", async () => {
	const { address } = account(6);
	rollup.node.censored.add(address);
	const onL2 = senderOn(l2, rollup.chainId, 6);
	const refused = expect(
		onL2.send({
			to: nobody(6),
			data: "0x",
			valueWei: 1n,
			gas: 21_000n,
			what: "a censored transfer",
		}),
	).rejects.toThrow("not mined");
	await passSeconds(3);
	expect(await balance(l2, nobody(6))).toBe(0n);
	await senderOn(l1, network.chainId, 6).send(
		depositTransaction(rollup.contracts.optimismPortal.address, {
			to: nobody(7),
			mintWei: 1n,
			valueWei: 1n,
		}),
	);
	await until(
		"the deposit is on L2",
		async () => (await balance(l2, nobody(7))) === 1n,
	);
	onL2.close();
	await refused;
	rollup.node.censored.delete(address);
});

test("a new sequencer key is in L1 storage and under the payloads", async () => {
	const before = await sequencerOnL1();
	await rollup.sequencer.rotateKey(keccak256("0x5eed"));
	const after = await sequencerOnL1();
	expect(after).not.toBe(before);
	const from = (rollup.sequencer.newest() ?? 0) + 1;
	await until(
		"a payload by the new key",
		() => (rollup.sequencer.newest() ?? 0) >= from,
	);
	const { payload, signature } = await payloadOf(`/payload/${from}`);
	expect(signerOf(payload, signature)).toBe(after);
});

test("a deposit in L1 blocks that are dropped is undone on L2", async () => {
	const at = rollup.node.head().block.number;
	const { blockNumber } = await senderOn(l1, network.chainId, 8).send(
		depositTransaction(rollup.contracts.optimismPortal.address, {
			to: nobody(9),
			mintWei: 5n,
			valueWei: 5n,
		}),
	);
	await until(
		"the deposit is on L2",
		async () => (await balance(l2, nobody(9))) === 5n,
		// before it is final
		() => passSeconds(1),
	);
	const { headSlot, finalizedSlot } = await network.control.status();
	const height = await l1("eth_blockNumber", [], d.smallQuantity);
	const depth = height - blockNumber + 3; // L1 goes on meanwhile
	expect(depth).toBeLessThan(headSlot - finalizedSlot);
	await network.control.reorg({ depth, keepTransactions: false });
	await until(
		"the deposit is undone",
		async () => (await balance(l2, nobody(9))) === 0n,
	);
	await until(
		"L2 goes on",
		() => rollup.node.head().block.number > at + depth + 3,
	);
	const { origin } = rollup.node.head();
	const now = await l1(
		"eth_getBlockByNumber",
		[numberToHex(origin.number), false],
		d.record({ hash: d.hash }),
	);
	expect(now.hash).toBe(origin.hash);
});

test("the switches answer over HTTP, to programs alone", async () => {
	const control = await openRollupControl(0, rollup);
	const press = (name: string, params: unknown, type = "application/json") =>
		fetch(`${control.url}/${name}`, {
			method: "POST",
			headers: { "content-type": type },
			body: JSON.stringify({ params }),
		});
	const { address } = account(9);
	try {
		await press("balance", { address, wei: "5" });
		expect(await balance(l2, address)).toBe(5n);
		await press("rpc", "stop");
		await expect(balance(l2, address)).rejects.toThrow();
		await press("rpc", "run");
		expect(await balance(l2, address)).toBe(10n ** 22n);
		await press("relay", "stop");
		await expect(payloadOf("/latest")).rejects.toThrow();
		await press("relay", "run");
		await payloadOf("/latest");
		expect((await press("relay", "sing")).status).toBe(400);
		expect((await press("rpc", "stop", "text/plain")).status).toBe(415);
		expect(await balance(l2, address)).toBe(10n ** 22n);
	} finally {
		await control.stop();
	}
});

test("after all that, every L2 block follows from its parent and from L1", async () => {
	const head = rollup.node.head();
	const logs = await l1(
		"eth_getLogs",
		[
			{
				address: rollup.contracts.optimismPortal.address,
				topics: [depositTopic],
				fromBlock: "0x0",
				toBlock: numberToHex(head.origin.number),
			},
		],
		d.list(d.record({ blockHash: d.hash }), 1000),
	);
	const inBlock = (blockHash: Hex): number =>
		logs.filter((log) => log.blockHash === blockHash).length;
	let deposits = 0;
	for (let number = 2; number <= head.block.number; number++) {
		const parent = rollup.node.at(number - 1);
		const child = rollup.node.at(number);
		if (parent === undefined || child === undefined) throw new Error("a gap");
		const isNew = child.origin.number !== parent.origin.number;
		expect(child.block.parentHash).toBe(parent.block.hash);
		expect(child.block.timestamp).toBe(
			parent.block.timestamp + rollup.profile.blockTimeS,
		);
		expect(child.origin.timestamp).toBeLessThanOrEqual(child.block.timestamp);
		expect(child.sequence).toBe(isNew ? 0 : parent.sequence + 1);
		expect(child.deposits).toBe(1 + (isNew ? inBlock(child.origin.hash) : 0));
		if (isNew) expect(child.origin.parentHash).toBe(parent.origin.hash);
		deposits += child.deposits - 1;
	}
	expect(deposits).toBe(logs.length);
	expect(deposits).toBeGreaterThan(4);
});
