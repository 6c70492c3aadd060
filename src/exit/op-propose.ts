// A root to propose where nobody does so any more. The wallet does not run the rollup's blocks, so a root is what nodes say
// it is: two of them at least have to say the same of a block that both call final and that has the withdrawal.

import { asFault, Fault } from "../base/fault.ts";
import { faults } from "../base/faults.ts";
import type { Withdrawal } from "../l2/op-withdrawal.ts";
import type { OpProfile } from "../l2/profile.ts";
import type { Execution } from "../source/execution.ts";
import type { Pool } from "../source/pool.ts";
import { type Output, outputAt } from "./op-evidence.ts";
import type { Proposal } from "./op-state.ts";

/** So many nodes have to agree before a bond is put on their word. */
export const leastNodes = 2;

/**
 * What the nodes agree on, at the block of `before` where there is one.
 * @param least the rollup's block that has to be covered
 * @throws not-anchored with the reason in words while there is nothing to propose
 */
export const findProposal = async (
	profile: OpProfile,
	l2: Pool<Execution>,
	withdrawal: Withdrawal,
	least: number,
	before: Proposal | null,
): Promise<Proposal> => {
	const wait = (why: string): Fault => new Fault("not-anchored", why);
	let number = before?.l2BlockNumber ?? null;
	if (number === null) {
		const finals = await l2.all(
			async ({ client }) => (await client.header("finalized")).value.number,
		);
		if (finals.length < leastNodes)
			throw wait(
				`${finals.length} of the ${leastNodes} nodes that have to agree on a root answer; add another node of the rollup`,
			);
		number = Math.min(...finals);
		if (number < least)
			throw wait(
				`the nodes call block ${number} final, your withdrawal is in ${least}`,
			);
	}
	const block = number;
	const outputs = await l2.all(async ({ name, client }) => ({
		name,
		output: await outputAt(profile, client, name, block, withdrawal),
	}));
	const [first] = outputs;
	if (first === undefined || outputs.length < leastNodes)
		throw wait(
			`${outputs.length} of the ${leastNodes} nodes that have to agree on a root show block ${block}; add another node of the rollup`,
		);
	const other = outputs.find(({ output }) => output.root !== first.output.root);
	if (other !== undefined)
		throw wait(
			`${first.name} and ${other.name} differ in block ${block}: no root is proposed`,
		);
	const { isSent, stateRoot, messagePasserStorageRoot, blockHash }: Output =
		first.output;
	if (!isSent) throw wait(`block ${block} does not have your withdrawal`);
	return {
		stateRoot,
		messagePasserStorageRoot,
		blockHash,
		l2BlockNumber: block,
		nodes: outputs.map(({ name }) => name.slice(0, 80)).slice(0, 8),
	};
};

/** Why something could not be had, in words that end without a point. @throws our own faults, which are no reason */
export const reasonOf = (thrown: unknown): string => {
	const fault = asFault(thrown);
	if (fault.kind === "internal" || fault.code === "cancelled") throw fault;
	const node = fault.source === null ? "" : `${fault.source}: `;
	const words =
		fault.code === "not-anchored"
			? fault.detail
			: `${node}${faults[fault.code].says.replace(/\.$/, "")}`;
	return words.slice(0, 200);
};
