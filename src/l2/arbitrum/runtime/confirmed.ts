// The newest assertion that L1 confirmed, as an exit needs it: which sends its block has, and their root in L1's outbox. What
// endpoints show of it is what its hash says, or nothing.

import type { Hex } from "../../../base/bytes.ts";
import { asFault, Fault } from "../../../base/fault.ts";
import { readPlaces } from "../../../exit/places.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import { assertionHash, unpackNode } from "../checks/assertion.ts";
import { arbitrumExitOf } from "../checks/profile.ts";
import { nodeSlot } from "../checks/root.ts";
import { checkAssertedBlock } from "../checks/state.ts";
import { rootSlot } from "../checks/withdrawal.ts";
import { openAssertionSearch } from "./assertions.ts";
import type { ArbitrumExitContext } from "./context.ts";
import type { ArbitrumFacts } from "./facts.ts";

export type ConfirmedSends = {
	readonly assertion: Hex;
	readonly sendRoot: Hex;
	/** Sends that the root is of: those before this place. */
	readonly sendCount: number;
};

/**
 * That rivals follow the newest confirmed assertion: what is confirmed next is not decided. Of what another rollup contract keeps
 * in that place nothing is said: a journey goes on without it.
 */
export const hasRivals = async (
	{ profile, l1 }: ArbitrumExitContext,
	{ latestConfirmed }: Pick<ArbitrumFacts, "latestConfirmed">,
): Promise<boolean> => {
	const [word = 0n] = await readPlaces(l1, [
		{
			address: profile.contracts.rollup.address,
			slot: nodeSlot(profile, latestConfirmed),
		},
	]);
	try {
		return unpackNode(word).secondChildBlock !== 0;
	} catch (thrown) {
		if (asFault(thrown).code === "evidence-step") return false;
		throw thrown;
	}
};

/** Does L1's outbox have the root, and of which block? Null for a root that no confirmed assertion has. */
export const blockOfRoot = async (
	{ profile, l1 }: ArbitrumExitContext,
	sendRoot: Hex,
): Promise<Hex | null> => {
	const [word = 0n] = await readPlaces(l1, [
		{
			address: arbitrumExitOf(profile).contracts.outbox.address,
			slot: rootSlot(profile, sendRoot),
		},
	]);
	return word === 0n ? null : wordHex(word);
};

/**
 * The newest confirmed assertion's sends: L1 has it as confirmed, its hash commits to the block, the block's header to root and
 * count, and the outbox has that root for that block.
 * @throws not-anchored while L1 has no such assertion as confirmed, no endpoint shows it, or the outbox has another block for its
 * root; l2-preimage when what is shown is another's; what the endpoints fail with
 */
export const confirmedSends = async (
	context: ArbitrumExitContext,
	{ latestConfirmed }: Pick<ArbitrumFacts, "latestConfirmed">,
): Promise<ConfirmedSends> => {
	const { profile, l1, l2 } = context;
	const [word = 0n] = await readPlaces(l1, [
		{
			address: profile.contracts.rollup.address,
			slot: nodeSlot(profile, latestConfirmed),
		},
	]);
	const node = unpackNode(word);
	if (node.status !== "confirmed")
		throw new Fault(
			"not-anchored",
			`assertion ${latestConfirmed} is ${node.status}`,
		);
	const search = openAssertionSearch(profile, l1.pool);
	const one = await search.one(latestConfirmed, node.createdAtBlock);
	if (assertionHash(one) !== latestConfirmed)
		throw new Fault("l2-preimage", `no preimage of ${latestConfirmed}`);
	const { sendCount } = await l2.first(async ({ client }) => {
		const { value } = await client.header({ hash: one.blockHash });
		return checkAssertedBlock(value.rlp, one).info;
	});
	const block = await blockOfRoot(context, one.sendRoot);
	if (block !== one.blockHash)
		throw new Fault(
			"not-anchored",
			`the outbox has ${block} for the root ${one.sendRoot}`,
		);
	return { assertion: latestConfirmed, sendRoot: one.sendRoot, sendCount };
};
