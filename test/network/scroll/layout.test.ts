// The profile's slots are what the compiler gave Scroll's own contracts.

import { expect, test } from "vitest";
import {
	type ContractName,
	layoutOfContract,
	type Variable,
} from "./compile.ts";
import { slots } from "./profile.ts";

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
});

test("what the rest of the network reads lies where it reads it", () => {
	expect(found("L2MessageQueue", "messageRoot").slot).toBe("0");
	expect(found("L1ScrollMessenger", "isL2MessageExecuted").slot).toBe("252");
	expect(found("EnforcedTxGateway", "nonces").slot).toBe("255");
});
