// The signatures of several periods, asked about at once before the first of them is checked. What that teaches is
// arithmetic alone: whether such keys signed such bytes. Whose keys they are, and whether the update holds, is proved
// period by period as ever; a kernel that remembers then finds the same question answered.

import { fromHex } from "../base/bytes.ts";
import type { Kernel, SyncAggregateQuestion } from "../crypto/kernel.ts";
import { rankCandidates, type UpdateCandidate } from "./candidate.ts";
import { type Signers, signatureQuestion } from "./check.ts";
import { periodAtSlot } from "./spec.ts";
import { committeeOf, type LightStore } from "./store.ts";

/**
 * Asks for the best candidate of each period, under the committee that the one before it claims. Resolves when the kernel
 * has answered; nothing follows from the answers by themselves.
 */
export const askAhead = async (
	store: LightStore,
	byPeriod: readonly (readonly UpdateCandidate[])[],
	kernel: Kernel,
): Promise<void> => {
	const { network } = store;
	const questions: SyncAggregateQuestion[] = [];
	let signers: Omit<Signers, "period"> | null = null;
	for (const candidates of byPeriod) {
		const [best] = rankCandidates(network, candidates);
		if (best === undefined) break;
		const { update } = best;
		const period = periodAtSlot(network, update.signatureSlot);
		const proved = committeeOf(store, period)?.value;
		if (proved !== undefined)
			signers = {
				pubkeys: fromHex(proved.pubkeys),
				aggregatePubkey: fromHex(proved.aggregatePubkey),
			};
		if (signers === null) break;
		try {
			questions.push(signatureQuestion(network, signers, update));
		} catch {
			// A fork we do not know. The check of this update says so.
			break;
		}
		signers = update.nextSyncCommittee;
	}
	// One alone is asked as well by its check.
	if (questions.length < 2) return;
	try {
		await kernel.verifySyncAggregates(questions);
	} catch {
		// Nothing is known ahead then. Each check asks for itself, and its fault is that of one endpoint.
	}
};
