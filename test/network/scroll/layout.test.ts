// The profile's slots are what the compiler gave Scroll's own contracts.

import { toEventSelector, toFunctionSelector } from "viem";
import { expect, test } from "vitest";
import { scrollFees } from "../../../src/l2/scroll/checks/fees.ts";
import { mainnet } from "../../../src/l2/scroll/profiles/mainnet.ts";
import { wordHex } from "../../../src/state/storage-layout.ts";
import {
	type ContractName,
	creationOf,
	layoutOfContract,
	type Variable,
} from "./compile.ts";
import { exitSlots, slots, tokenSlots } from "./profile.ts";

const found = (name: ContractName, label: string): Variable => {
	const variable = layoutOfContract(name).find((one) => one.label === label);
	if (variable === undefined) throw new Error(`${name} has no ${label}`);
	return variable;
};

test("every slot of the profile is the contract's own", () => {
	const own: readonly (readonly [
		Exclude<keyof typeof slots, "implementation">,
		ContractName,
		string,
	])[] = [
		["paused", "ScrollChain", "_paused"],
		["committedBatches", "ScrollChain", "committedBatches"],
		["finalizedStateRoots", "ScrollChain", "finalizedStateRoots"],
		["withdrawRoots", "ScrollChain", "withdrawRoots"],
		["miscData", "ScrollChain", "miscData"],
		["messageRollingHashes", "L1MessageQueueV2", "messageRollingHashes"],
		["nextMessage", "L1MessageQueueV2", "nextCrossDomainMessageIndex"],
		["nextUnfinalizedMessage", "L1MessageQueueV2", "nextUnfinalizedQueueIndex"],
		["enforcedBatch", "SystemConfig", "enforcedBatchParameters"],
		["latestVerifier", "MultipleVersionRollupVerifier", "latestVerifier"],
	];
	expect(own).toHaveLength(Object.keys(slots).length - 1);
	for (const [field, name, label] of own)
		expect(found(name, label), field).toMatchObject({
			slot: `${slots[field]}`,
			offset: 0,
		});
});

test("so is every slot that an exit needs", () => {
	const own: readonly (readonly [
		keyof typeof exitSlots,
		ContractName,
		string,
	])[] = [
		["gatewayPaused", "EnforcedTxGateway", "_paused"],
		["messengerPaused", "L1ScrollMessenger", "_paused"],
		["messageExecuted", "L1ScrollMessenger", "isL2MessageExecuted"],
		["queueParameters", "SystemConfig", "messageQueueParameters"],
	];
	expect(own).toHaveLength(Object.keys(exitSlots).length);
	for (const [field, name, label] of own)
		expect(found(name, label), field).toMatchObject({
			slot: `${exitSlots[field]}`,
			offset: 0,
		});
});

test("so are those of tokens", () => {
	for (const [name, label, slot] of [
		["L1StandardERC20Gateway", "tokenMapping", tokenSlots.tokenMapping],
		["ScrollStandardERC20", "_balances", tokenSlots.balances],
	] as const)
		expect(found(name, label), label).toMatchObject({
			slot: `${slot}`,
			offset: 0,
		});
});

test("the fields of packed words lie where src/l2 reads them", () => {
	const offsets = (name: ContractName, labels: readonly string[]) =>
		labels.map((label) => found(name, label).offset);
	expect(
		offsets("ScrollChain", [
			"miscData.lastCommittedBatchIndex",
			"miscData.lastFinalizedBatchIndex",
			"miscData.lastFinalizeTimestamp",
			"miscData.flags",
		]),
	).toEqual([0, 8, 16, 20]);
	expect(
		offsets("SystemConfig", [
			"enforcedBatchParameters.maxDelayEnterEnforcedMode",
			"enforcedBatchParameters.maxDelayMessageQueue",
		]),
	).toEqual([0, 3]);
	expect(
		offsets("SystemConfig", [
			"messageQueueParameters.maxGasLimit",
			"messageQueueParameters.baseFeeOverhead",
			"messageQueueParameters.baseFeeScalar",
		]),
	).toEqual([0, 4, 18]);
});

test("so are those that the fee for L1 is made of, each a word of its own", () => {
	const [wanted, ...others] = scrollFees.wanted(mainnet);
	expect(others).toEqual([]);
	const own = [
		"l1BaseFee",
		"l1BlobBaseFee",
		"commitScalar",
		"blobScalar",
		"penaltyFactor",
		"isGalileo",
	].map((label) => found("L1GasPriceOracle", label));
	expect(own.map(({ offset }) => offset)).toEqual([0, 0, 0, 0, 0, 0]);
	expect(own.map(({ slot }) => wordHex(BigInt(slot)))).toEqual(wanted?.slots);
});

test("what the rest of the network reads lies where it reads it", () => {
	expect(found("L2MessageQueue", "messageRoot").slot).toBe("0");
	expect(found("L2MessageQueue", "nextMessageIndex").slot).toBe("1");
	expect(found("L2MessageQueue", "branches").slot).toBe("42");
	expect(found("EnforcedTxGateway", "nonces").slot).toBe("255");
});

test("the selectors that the wallet looks for are the contracts' own", () => {
	for (const [declared, selector] of [
		[
			"finalizeBundlePostEuclidV2(bytes,uint256,bytes32,bytes32,bytes)",
			"0xc1aa4e19",
		],
		[
			"commitAndFinalizeBatch(uint8,bytes32,(bytes,uint256,bytes32,bytes32,bytes))",
			"0x27dcaf6f",
		],
		["commitBatches(uint8,bytes32,bytes32)", "0x9bbaa2ba"],
	] as const) {
		expect(toFunctionSelector(declared)).toBe(selector);
		expect(creationOf("ScrollChain")).toContain(selector.slice(2));
	}
	expect(creationOf("ScrollChain")).toContain(
		toEventSelector("FinalizeBatch(uint256,bytes32,bytes32,bytes32)").slice(2),
	);
	expect(
		toEventSelector("FinalizeBatch(uint256,bytes32,bytes32,bytes32)"),
	).toBe("0x26ba82f907317eedc97d0cbef23de76a43dd6edb563bdb6e9407645b950a7a2d");
	expect(creationOf("ZkEvmVerifierPostFeynman")).toContain("f7e83aee");
});
