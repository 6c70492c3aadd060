import "./preset.ts";
import type { LightclientSpec } from "@lodestar/state-transition/light-client";
import { ssz } from "@lodestar/types";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex } from "../../../src/base/bytes.ts";
import type { Decode } from "../../../src/base/decode.ts";
import * as d from "../../../src/base/decode.ts";
import { type Network, startNetwork } from "../network.ts";
import { beaconConfig } from "./beacon-config.ts";
import type { Reorged, Status } from "./control.ts";
import type { FinalityUpdate, OptimisticUpdate } from "./light.ts";
import {
	fetchFinalityUpdate,
	fetchOptimisticUpdate,
	fetchUpdates,
	openLightClient,
} from "./lodestar-client.ts";
import { callRpc } from "./rpc.ts";
import { waitFor } from "./wait.ts";

const attestedRoot = (update: OptimisticUpdate): Hex =>
	toHex(
		ssz.phase0.BeaconBlockHeader.hashTreeRoot(update.attestedHeader.beacon),
	);
const finalizedRoot = (update: FinalityUpdate): Hex =>
	toHex(
		ssz.phase0.BeaconBlockHeader.hashTreeRoot(update.finalizedHeader.beacon),
	);
const signers = (update: OptimisticUpdate): readonly number[] =>
	update.syncAggregate.syncCommitteeBits.getTrueBitIndexes();

describe("the switches", () => {
	let network: Network;
	let beacon: string;
	beforeAll(async () => {
		network = await startNetwork({ slotSeconds: 1, verify: true });
		beacon = network.endpoints.beacon[0] ?? "";
	});
	afterAll(() => network.stop());

	const until = (
		what: string,
		holds: (status: Status) => boolean,
	): Promise<Status> =>
		waitFor(what, async () => {
			const status = await network.control.status();
			return holds(status) ? status : undefined;
		});
	/** Slots go by until it holds, with a block in each that would have one. */
	const pass = (
		what: string,
		holds: (status: Status) => boolean,
	): Promise<Status> =>
		waitFor(what, async () => {
			const status = await network.control.status();
			if (holds(status)) return status;
			await network.skip(2, true);
			return undefined;
		});
	const rpc = <T>(
		method: string,
		params: readonly unknown[],
		decode: Decode<T>,
	): Promise<T> => callRpc(network.endpoints.execution, method, params, decode);
	const clockSlot = (): number =>
		Math.floor(
			(network.clock.nowMs() / 1000 - network.genesisTimeS) /
				network.slotSeconds,
		);
	/** Hands the client the committees up to now. */
	const followPeriods = async (
		client: LightclientSpec,
		from: string,
	): Promise<void> => {
		const first = Math.floor(client.store.finalizedHeader.beacon.slot / 64);
		for (const update of await fetchUpdates(from, first, 128))
			client.onUpdate(clockSlot(), update);
	};
	/** Drops the block of that number and all above it. */
	const dropFrom = async (
		blockNumber: number,
		keepTransactions: boolean,
	): Promise<Reorged> => {
		await network.control.setProducing(false);
		// A block may still be on its way.
		const { slot } = await network.control.status();
		await until("a slot without a block", (status) => status.slot > slot);
		const newest = await rpc("eth_blockNumber", [], d.smallQuantity);
		const reorged = network.control.reorg({
			depth: newest - blockNumber + 1,
			keepTransactions,
		});
		await network.control.setProducing(true);
		return reorged;
	};
	const nextUpdate = async (): Promise<OptimisticUpdate> => {
		const { headSlot } = await network.control.status();
		return waitFor("the next update", async () => {
			const update = await fetchOptimisticUpdate(beacon);
			return update.signatureSlot > headSlot ? update : undefined;
		});
	};

	it("let any count of the committee sign", async () => {
		for (const count of [32, 22, 1]) {
			await network.control.setParticipation({ signers: count });
			expect(signers(await nextUpdate()).length).toBe(count);
		}
		await network.control.setParticipation({ positions: [3, 31] });
		expect(signers(await nextUpdate())).toEqual([3, 31]);
		await network.control.setParticipation({ signers: 32 });
		expect(signers(await nextUpdate()).length).toBe(32);
	});

	it("make no update at all when nobody signs", async () => {
		await network.control.setParticipation({ signers: 0 });
		const from = await network.control.status();
		const later = await until(
			"three blocks",
			({ headSlot }) => headSlot >= from.headSlot + 3,
		);
		const update = await fetchOptimisticUpdate(beacon);
		expect(update.signatureSlot).toBeLessThanOrEqual(later.headSlot - 2);
		await network.control.setParticipation({ signers: 32 });
	});

	it("leave slots without a block", async () => {
		const from = await network.control.status();
		await network.control.missSlots(3);
		const after = await until(
			"the next block",
			({ headSlot }) => headSlot > from.headSlot,
		);
		expect(after.headSlot - from.headSlot).toBeGreaterThanOrEqual(4);
		const first = after.headSlot - 3;
		for (const slot of [first, first + 1, first + 2]) {
			const url = `${beacon}/eth/v1/beacon/blocks/${slot}/root`;
			expect((await fetch(url)).status).toBe(404);
		}
	});

	it("jump over slots: the last of each epoch and those at the end have a block, and a light client follows as ever", async () => {
		const config = beaconConfig(
			network.slotSeconds,
			fromHex(network.genesisValidatorsRoot),
		);
		const { finalizedRoot: checkpoint } = await network.control.status();
		const client = await openLightClient(config, beacon, checkpoint);
		const before = clockSlot();
		const from = await network.control.status();
		await network.skip(40);
		expect(clockSlot()).toBeGreaterThanOrEqual(before + 40);
		const after = await network.control.status();
		expect(after.headSlot).toBeGreaterThanOrEqual(from.headSlot + 40);
		expect(after.finalizedSlot).toBeGreaterThan(from.headSlot);
		const hasBlock = async (slot: number): Promise<boolean> => {
			const url = `${beacon}/eth/v1/beacon/blocks/${slot}/root`;
			return (await fetch(url)).status === 200;
		};
		// the first whole epoch that was jumped over; a slot or two may have come before
		const epoch = 8 * Math.ceil((from.slot + 3) / 8);
		for (let slot = epoch; slot < epoch + 7; slot++)
			expect(await hasBlock(slot), `${slot}`).toBe(false);
		expect(await hasBlock(epoch + 7)).toBe(true);
		await followPeriods(client, beacon);
		const update = await fetchFinalityUpdate(beacon);
		expect(update.attestedHeader.beacon.slot).toBeGreaterThan(
			update.finalizedHeader.beacon.slot,
		);
		client.onFinalityUpdate(clockSlot(), update);
		expect(client.store.finalizedHeader.beacon.slot).toBe(
			update.finalizedHeader.beacon.slot,
		);
		expect(update.finalizedHeader.beacon.slot).toBeGreaterThan(from.headSlot);

		const { headSlot } = await network.control.status();
		await network.skip(6, true);
		for (let slot = headSlot + 1; slot <= headSlot + 6; slot++)
			expect(await hasBlock(slot), `${slot}`).toBe(true);
	});

	it("stop and resume all blocks", async () => {
		await network.control.setProducing(false);
		const from = await network.control.status();
		const silent = await until("silence", ({ slot }) => slot >= from.slot + 3);
		expect(silent.headSlot - from.headSlot).toBeLessThanOrEqual(1);
		await network.control.setProducing(true);
		await until("a block", ({ headSlot }) => headSlot > silent.headSlot);
	});

	it("drop blocks on both sides, with what they carried", async () => {
		const [, payer, receiver] = network.accounts;
		if (payer === undefined || receiver === undefined)
			throw new Error("no accounts");
		const raw = await privateKeyToAccount(payer.privateKey).signTransaction({
			type: "eip1559",
			chainId: network.chainId,
			nonce: 0,
			gas: 21_000n,
			maxFeePerGas: 10n ** 10n,
			maxPriorityFeePerGas: 10n ** 9n,
			to: receiver.address,
			value: 5n,
		});
		const receipt = d.record({
			blockHash: d.hash,
			blockNumber: d.smallQuantity,
		});
		const balance = () =>
			rpc("eth_getBalance", [receiver.address, "latest"], d.quantity);
		const receiptOf = (transaction: Hex) =>
			rpc("eth_getTransactionReceipt", [transaction], d.nullable(receipt));

		const before = await balance();
		const transaction = await rpc("eth_sendRawTransaction", [raw], d.hash);
		const first = await waitFor(
			"the receipt",
			async () => (await receiptOf(transaction)) ?? undefined,
		);
		expect((await balance()) - before).toBe(5n);
		const oldHead = await network.control.status();

		const reorged = await dropFrom(first.blockNumber, false);
		expect(reorged.dropped).toContain(oldHead.headRoot);
		expect(await receiptOf(transaction)).toBeNull();
		expect(await balance()).toBe(before);

		const header = d.record({
			hash: d.hash,
			parentHash: d.hash,
			stateRoot: d.hash,
			number: d.smallQuantity,
		});
		const head = await rpc("eth_getBlockByNumber", ["latest", false], header);
		const newStatus = await network.control.status();
		if (newStatus.headSlot === reorged.newSlot)
			expect(head.hash).toBe(newStatus.headExecutionHash);
		// The number now belongs to another block; the old one is still known by its hash.
		const now = await rpc(
			"eth_getBlockByNumber",
			[`0x${first.blockNumber.toString(16)}`, false],
			d.nullable(header),
		);
		expect(now?.hash).not.toBe(first.blockHash);
		const old = await rpc(
			"eth_getBlockByHash",
			[first.blockHash, false],
			header,
		);
		expect(old.number).toBe(first.blockNumber);

		// Both sides go on together, and finality passes the place.
		const later = await pass(
			"finality past the reorg",
			({ finalizedSlot }) => finalizedSlot >= reorged.newSlot,
		);
		// The consensus side tells the other a moment after it knows.
		await waitFor("the execution client's finalized block", async () => {
			const finalized = await rpc(
				"eth_getBlockByNumber",
				["finalized", false],
				header,
			);
			return finalized.hash === later.finalizedExecutionHash || undefined;
		});
		for (const root of reorged.dropped) {
			const answer = await fetch(`${beacon}/eth/v1/beacon/headers/${root}`);
			expect(await answer.json()).toMatchObject({ data: { canonical: false } });
		}
	});

	it("bring dropped transactions back when told to", async () => {
		const [, , payer, receiver] = network.accounts;
		if (payer === undefined || receiver === undefined)
			throw new Error("no accounts");
		const raw = await privateKeyToAccount(payer.privateKey).signTransaction({
			type: "eip1559",
			chainId: network.chainId,
			nonce: 0,
			gas: 21_000n,
			maxFeePerGas: 10n ** 10n,
			maxPriorityFeePerGas: 10n ** 9n,
			to: receiver.address,
			value: 7n,
		});
		const receipt = d.nullable(
			d.record({ blockHash: d.hash, blockNumber: d.smallQuantity }),
		);
		const transaction = await rpc("eth_sendRawTransaction", [raw], d.hash);
		const find = async () =>
			(await rpc("eth_getTransactionReceipt", [transaction], receipt)) ??
			undefined;
		const first = await waitFor("the receipt", find);
		await dropFrom(first.blockNumber, true);
		const second = await waitFor("the second receipt", find);
		expect(second.blockHash).not.toBe(first.blockHash);
	});

	it("refuse a reorg below the finalized block", async () => {
		await expect(
			network.control.reorg({ depth: 60, keepTransactions: false }),
		).rejects.toThrow("depth");
	});

	it("stop finality while too few attest, and let it recover", async () => {
		await network.control.setParticipation({ attestingPercent: 50 });
		// What was voted before still counts for up to two epochs.
		const from = await network.control.status();
		const settled = await pass(
			"two epochs",
			({ slot }) => slot >= from.slot + 16,
		);
		const stalled = await pass(
			"one more epoch",
			({ slot }) => slot >= settled.slot + 9,
		);
		expect(stalled.finalizedSlot).toBe(settled.finalizedSlot);
		await network.control.setParticipation({ attestingPercent: 100 });
		await pass(
			"finality",
			({ finalizedSlot }) => finalizedSlot > stalled.finalizedSlot,
		);
	});

	it("show a rival chain: two heads signed in the same slot, then two finalities", async () => {
		const { finalizedRoot: checkpoint } = await network.control.status();
		const config = beaconConfig(
			network.slotSeconds,
			fromHex(network.genesisValidatorsRoot),
		);
		const rival = await network.control.startRival({ signers: 22 });
		const honestly = await openLightClient(config, beacon, checkpoint);
		const deceived = await openLightClient(config, beacon, checkpoint);

		const [ours, theirs] = await waitFor(
			"the same signature slot",
			async () => {
				const both = await Promise.all([
					fetchOptimisticUpdate(beacon),
					fetchOptimisticUpdate(rival.beacon),
				]);
				return both[0].signatureSlot === both[1].signatureSlot
					? both
					: undefined;
			},
		);
		expect(signers(theirs).length).toBe(22);
		expect(attestedRoot(theirs)).not.toBe(attestedRoot(ours));
		await followPeriods(honestly, beacon);
		await followPeriods(deceived, rival.beacon);
		honestly.onOptimisticUpdate(clockSlot(), ours);
		deceived.onOptimisticUpdate(clockSlot(), theirs);
		expect(ours.attestedHeader.beacon.slot).toBeGreaterThan(rival.forkSlot);
		expect(theirs.attestedHeader.beacon.slot).toBeGreaterThan(rival.forkSlot);

		const [final, falseFinal] = await waitFor("two finalities", async () => {
			const both = await Promise.all([
				fetchFinalityUpdate(beacon),
				fetchFinalityUpdate(rival.beacon),
			]);
			return both.every(
				({ finalizedHeader }) => finalizedHeader.beacon.slot > rival.forkSlot,
			)
				? both
				: network.skip(2, true).then(() => undefined);
		});
		expect(finalizedRoot(falseFinal)).not.toBe(finalizedRoot(final));
		await followPeriods(honestly, beacon);
		await followPeriods(deceived, rival.beacon);
		honestly.onFinalityUpdate(clockSlot(), final);
		deceived.onFinalityUpdate(clockSlot(), falseFinal);
		expect(deceived.store.finalizedHeader.beacon.stateRoot).toEqual(
			falseFinal.finalizedHeader.beacon.stateRoot,
		);

		// The honest endpoints know nothing of the rival's blocks.
		const unknown = await fetch(
			`${beacon}/eth/v1/beacon/headers/${attestedRoot(theirs)}`,
		);
		expect(unknown.status).toBe(404);
		await network.control.stopRivals();
		await expect(fetchOptimisticUpdate(rival.beacon)).rejects.toThrow();
	});
});
