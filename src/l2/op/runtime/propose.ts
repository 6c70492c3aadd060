// A root to propose where nobody does so any more. The wallet does not run the rollup's blocks, so a root is what nodes say
// it is: two of them at least have to say the same of a block that both call final and that has the withdrawal.
//
// One node is not enough, with whatever warning. What can be proved of its root here is that it belongs to the header it names,
// and that the header has parents; that the state in it is what the rollup's rules make of Ethereum's data, only running those
// blocks shows. A false root costs its bond. The rule for orders lets a step rest on weaker ground where the fee is the most that
// can be lost, which is not so here, and knows no "sign anyway". Nodes of one company count as one.

import { asFault, isOurs } from "../../../base/fault.ts";
import { faultMessage } from "../../../protocol/fault-message.ts";
import type { Message } from "../../../protocol/message.ts";
import type { Execution } from "../../../source/execution.ts";
import {
	type EndpointIdentity,
	independentOf,
} from "../../../source/independence.ts";
import type { Pool } from "../../../source/pool.ts";
import { opMessage } from "../checks/codes.ts";
import type { AnyOpProfile } from "../checks/values.ts";
import type { OpWithdrawal } from "../checks/withdrawal.ts";
import { type Output, outputAt } from "./evidence.ts";
import type { Proposal } from "./state.ts";

/** So many nodes have to agree before a bond is put on their word. */
export const leastNodes = 2;

/** How many of them are independent. */
const apart = (nodes: readonly { readonly at: EndpointIdentity }[]): number =>
	independentOf(nodes.map(({ at }) => at)).length;

/** What to do where nodes are missing, and why fewer are not enough. */
const tooFew = (answers: number): Message =>
	answers === 0
		? opMessage("op.hindrance.no-node", { least: leastNodes })
		: opMessage("op.hindrance.too-few", { least: leastNodes, answers });

/** The root to propose, or what stands in its way. */
type ProposalAnswer =
	| { readonly proposal: Proposal }
	| { readonly hindrance: Message };

/**
 * What the nodes agree on, at the block of `before` where there is one.
 * @param least the rollup's block that has to be covered
 * @throws what an endpoint fails with
 */
export const findProposal = async (
	profile: AnyOpProfile,
	l2: Pool<Execution>,
	withdrawal: OpWithdrawal,
	least: number,
	before: Proposal | null,
): Promise<ProposalAnswer> => {
	const wait = (hindrance: Message): ProposalAnswer => ({ hindrance });
	const finals = await l2.all(async ({ client }) => ({
		at: client.endpoint,
		number: (await client.header("finalized")).value.number,
	}));
	if (apart(finals) < leastNodes) return wait(tooFew(apart(finals)));
	const newest = Math.min(...finals.map((one) => one.number));
	if (newest < least)
		return wait(
			opMessage("op.hindrance.not-final", { final: newest, block: least }),
		);
	// the block of the look before, while that is one which all call final: the root on the button stays the same
	const earlier = before?.l2BlockNumber ?? newest;
	const block = earlier >= least && earlier <= newest ? earlier : newest;
	const outputs = await l2.all(async ({ name, client }) => ({
		name,
		at: client.endpoint,
		output: await outputAt(profile, client, name, block, withdrawal),
	}));
	const [first] = outputs;
	if (first === undefined || apart(outputs) < leastNodes)
		return wait(tooFew(apart(outputs)));
	const other = outputs.find(({ output }) => output.root !== first.output.root);
	if (other !== undefined)
		return wait(
			opMessage("op.hindrance.differ", {
				first: first.name.slice(0, 200),
				other: other.name.slice(0, 200),
				block,
			}),
		);
	const { isSent, stateRoot, messagePasserStorageRoot, blockHash }: Output =
		first.output;
	if (!isSent) return wait(opMessage("op.hindrance.not-in-block", { block }));
	const proposal = {
		stateRoot,
		messagePasserStorageRoot,
		blockHash,
		l2BlockNumber: block,
		nodes: independentOf(outputs.map(({ at }) => at))
			.map(({ members }) => members.map(({ name }) => name).join(", "))
			.map((names) => names.slice(0, 80))
			.slice(0, 8),
	};
	return { proposal };
};

/**
 * Why something could not be had.
 * @param notAnchored what it means here that something is not anchored
 * @throws our own faults, which are no reason
 */
export const reasonOf = (
	thrown: unknown,
	notAnchored = faultMessage("not-anchored"),
): Message => {
	const fault = asFault(thrown);
	if (isOurs(fault)) throw fault;
	if (fault.code === "not-anchored") return notAnchored;
	const what = faultMessage(fault.code);
	return fault.source === null
		? what
		: opMessage("op.hindrance.node", {
				node: fault.source.slice(0, 200),
				what,
			});
};
